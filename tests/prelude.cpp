// Nothing: a target whose headers are compiled beforehand needs a source (CMakeLists.txt).
