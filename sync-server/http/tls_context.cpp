#include "sync-server/http/tls_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <fstream>

namespace foyer::http {

namespace {
Status readable(const std::filesystem::path& file, const char* what) {
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error) && std::ifstream(file).good()) return okStatus();
  return Error(Code::kNotFound, std::string("The ") + what + " " + file.string() +
                                    " cannot be read; check the path and the permissions, or run `foyer-server init`.");
}

Error broken(const std::filesystem::path& file, const char* what) {
  ERR_clear_error();
  return Error(Code::kInvalidArgument,
               std::string("The ") + what + " " + file.string() + " is not a valid PEM file; replace it.");
}
}  // namespace

Status prepareTls(ssl_ctx_st* context, const TlsFiles& files) {
  FOYER_TRY(readable(files.certificateChain, "certificate file"));
  FOYER_TRY(readable(files.privateKey, "key file"));
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  if (SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
    return Error(Code::kInternal, "OpenSSL offers no ECDHE ciphers; install Debian's own libssl.");
  }
  if (SSL_CTX_use_certificate_chain_file(context, files.certificateChain.c_str()) != 1) {
    return broken(files.certificateChain, "certificate file");
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.privateKey.c_str(), SSL_FILETYPE_PEM) != 1) {
    if (ERR_GET_REASON(ERR_peek_last_error()) != X509_R_KEY_VALUES_MISMATCH) return broken(files.privateKey, "key file");
  }
  if (SSL_CTX_check_private_key(context) == 1) return okStatus();
  ERR_clear_error();
  return Error(Code::kInvalidArgument, "The key " + files.privateKey.string() + " does not belong to the certificate " +
                                           files.certificateChain.string() + "; give the pair that was made together.");
}

}  // namespace foyer::http
