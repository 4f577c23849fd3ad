# What every target of ours is compiled with. -Wrestrict sees overlaps in
# std::string that can't be (GCC's bug 105651), and GCC 12 and 13 are in use.
add_library(culprit_options INTERFACE)
target_compile_features(culprit_options INTERFACE cxx_std_20)
target_compile_options(culprit_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${CULPRIT_WERROR}>:-Werror>)
set_property(GLOBAL PROPERTY USE_FOLDERS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
