// foyer-sim: runs seeds of the simulation and says what did not hold.
#include <cstdio>

#include "tests/sim/command.h"

int main(int argc, char** argv) { return foyer::sim::runCommand(argv[0], {argv + 1, argv + argc}, stdout); }
