// foyer-sim: runs seeds of the simulation and says what did not hold.
#include <malloc.h>

#include <cstdio>

#include "tests/sim/command.h"

int main(int argc, char** argv) {
  // Disks in memory come and go with every seed: asking the system for each anew takes an eighth of the time.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that is heard
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  return foyer::sim::runCommand(argv[0], {argv + 1, argv + argc}, stdout);
}
