// The connection to the server: TLS with the kiosk's certificate, trusting only the server's own authority.
//
// Place: inside kiosk/sync; the stream and the question about a slip have one each. Ownership: the caller's.
// Threads: any. Errors: none; what cannot be reached fails at the first call. Does not: share anything.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "kiosk/sync/identity.h"

namespace foyer::uplink {

std::shared_ptr<grpc::Channel> makeChannel(const Identity& identity);

}  // namespace foyer::uplink
