# What every target of ours is compiled with.
add_library(culprit_options INTERFACE)
target_compile_features(culprit_options INTERFACE cxx_std_20)
target_compile_options(culprit_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  $<$<BOOL:${CULPRIT_WERROR}>:-Werror>)
set_property(GLOBAL PROPERTY USE_FOLDERS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
