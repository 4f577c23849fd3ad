#include "killbill/layouts.hpp"

#include "parse/conversion_pattern.hpp"

namespace culprit::killbill {
namespace {

// The server's and the Docker image's logback.xml since 0.16; older servers lack `tok`.
constexpr std::string_view kServer =
    "%d{ISO8601, UTC} lvl='%level', log='%logger{0}', th='%thread', xff='%X{req.xForwardedFor}', "
    "rId='%X{req.requestId}'%notEmpty{, tok='%X{kb.userToken}'}, aRId='%X{kb.accountRecordId}', "
    "tRId='%X{kb.tenantRecordId}', %msg%n";

}  // namespace

std::vector<parse::Layout> layouts() { return {parse::compile_pattern("killbill", kServer)}; }

}  // namespace culprit::killbill
