# QML modules and the programs that use them, the same on Qt 6.4 and Qt 6.8.

# foyer_qml_module(TARGET URI Foyer.Name QML files... [SINGLETONS files...] [SOURCES files...]
#                  [RESOURCES files...] [LINK targets...] [DEPENDENCIES uris...])
# One folder, one static library, one module. Types are found under qrc:/qt/qml; C++ types of the
# module are registered from their QML_ELEMENT. SINGLETONS are QML files with `pragma Singleton`.
# DEPENDENCIES are the modules, besides QtQuick, whose C++ types ours derive from; qmllint asks for them.
function(foyer_qml_module target)
  cmake_parse_arguments(ARG "" "URI" "SOURCES;QML;SINGLETONS;RESOURCES;LINK;DEPENDENCIES" ${ARGN})
  if(ARG_SINGLETONS)
    set_source_files_properties(${ARG_SINGLETONS} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
  endif()
  qt_add_library(${target} STATIC)
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  target_link_libraries(${target} PUBLIC ${ARG_LINK} Qt6::Core Qt6::Gui Qt6::Qml Qt6::Quick)
  # The generated registration includes our headers by their file name alone.
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  foyer_options(${target})
  # The code made from QML shadows its own parameters and holds direction marks as they are.
  target_compile_options(${target} PRIVATE -Wno-shadow -Wno-bidi-chars)
  set(cache "")
  if(NOT FOYER_QML_CACHE)
    set(cache NO_CACHEGEN)
  endif()
  qt_add_qml_module(${target}
    URI ${ARG_URI}
    VERSION 1.0
    RESOURCE_PREFIX /qt/qml
    SOURCES ${ARG_SOURCES}
    QML_FILES ${ARG_SINGLETONS} ${ARG_QML}
    RESOURCES ${ARG_RESOURCES}
    DEPENDENCIES QtQuick ${ARG_DEPENDENCIES}
    ${cache}
  )
  set_target_properties(${target} PROPERTIES FOYER_QML_URI "${ARG_URI}")
endfunction()

# foyer_use_qml(TARGET modules...): links static QML modules (targets of foyer_qml_module) into a
# program and imports their plugins, which a shared Qt does not do by itself.
function(foyer_use_qml target)
  set(imports "")
  foreach(module ${ARGN})
    get_target_property(uri ${module} FOYER_QML_URI)
    string(REPLACE "." "_" plugin "${uri}")
    string(APPEND imports "Q_IMPORT_QML_PLUGIN(${plugin}Plugin)\n")
    target_link_libraries(${target} PRIVATE ${module} ${module}plugin)
  endforeach()
  set(file ${CMAKE_CURRENT_BINARY_DIR}/${target}_qml_plugins.cpp)
  file(CONFIGURE OUTPUT ${file} CONTENT "#include <QtQml/qqmlextensionplugin.h>\n@imports@" @ONLY)
  target_sources(${target} PRIVATE ${file})
endfunction()
