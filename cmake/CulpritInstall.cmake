# `cmake --install`: the headers, the library, the tool, and what find_package
# and pkg-config read. All of it finds its parts relative to itself, so the
# prefix can be moved.
include(CMakePackageConfigHelpers)

set(culprit_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/culprit)
set(culprit_pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(TARGETS culprit EXPORT culprit-targets)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/culprit ${PROJECT_BINARY_DIR}/include/culprit
        TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE TYPE DOC)

if(TARGET culprit_cli)
  file(RELATIVE_PATH culprit_lib_from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(culprit_cli PROPERTIES
    INSTALL_RPATH $<IF:$<PLATFORM_ID:Darwin>,@loader_path,$ORIGIN>/${culprit_lib_from_bin})
  install(TARGETS culprit_cli)
endif()

# find_package(culprit): until 1.0 a minor version may change the interface.
install(EXPORT culprit-targets NAMESPACE culprit:: DESTINATION ${culprit_cmake_dir})
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/culprit-config.cmake.in ${PROJECT_BINARY_DIR}/culprit-config.cmake
  INSTALL_DESTINATION ${culprit_cmake_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/culprit-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/culprit-config.cmake ${PROJECT_BINARY_DIR}/culprit-config-version.cmake
        DESTINATION ${culprit_cmake_dir})

# pkg-config culprit: a program that links the static library links its
# dependencies too; the shared library brings its own, and naming them would only
# make their development packages necessary.
if(NOT BUILD_SHARED_LIBS)
  set(culprit_pc_requires "libzstd libisal liblzma re2 fmt absl_time")
  set(culprit_pc_libs "-lboost_iostreams -lbz2 -lstdc++ -lm -pthread")
endif()
file(RELATIVE_PATH culprit_prefix_from_pc
     ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
file(RELATIVE_PATH culprit_lib_from_prefix ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
file(RELATIVE_PATH culprit_include_from_prefix ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(${PROJECT_SOURCE_DIR}/cmake/culprit.pc.in ${PROJECT_BINARY_DIR}/culprit.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/culprit.pc DESTINATION ${culprit_pkgconfig_dir})
