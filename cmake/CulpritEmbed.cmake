# culprit_embed(<target> <namespace> <constant> <file>)
#
# Compiles a data file in, as `const std::string_view <namespace>::<constant>`,
# which some header declares. It is read when the build is configured, which
# happens again when the file changes.
function(culprit_embed target namespace constant file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  get_filename_component(name ${file} NAME)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(READ ${file} content)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
// From @name@.
#include <string_view>

namespace @namespace@ {

extern const std::string_view @constant@;
const std::string_view @constant@ = R"culprit(@content@)culprit";

}  // namespace @namespace@
]])
  target_sources(${target} PRIVATE ${source})
endfunction()
