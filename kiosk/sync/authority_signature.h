// Whether the server's authority signed something. The only OpenSSL in the kiosk.
//
// Place: the courier's answers. The authority's certificate (ca.pem) is the one that this kiosk trusts; its dates
// are not asked, since the clock of a kiosk without a network may be wrong by years. Ownership: pure. Threads:
// any. Errors: kPermissionDenied for a signature that is not the authority's, kFailedPrecondition for a
// certificate that cannot be read. Does not: know what is signed.
#pragma once

#include <string_view>

#include "shared/base/result.h"

namespace foyer::uplink {

Status checkAuthoritySignature(std::string_view authorityPem, std::string_view message, std::string_view signature);

}  // namespace foyer::uplink
