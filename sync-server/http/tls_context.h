// Certificate, key and protocol versions of the HTTPS server.
//
// Place: server.cpp prepares its OpenSSL context here once at start. Ownership: the caller's context.
// Threads: before the server runs. Errors: one sentence that names the file and what to do.
#pragma once

#include "shared/base/result.h"
#include "sync-server/http/server.h"

struct ssl_ctx_st;

namespace foyer::http {

// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only; no renegotiation, no compression;
// buffers of idle connections are given back.
Status prepareTls(ssl_ctx_st* context, const TlsFiles& files);

}  // namespace foyer::http
