// The command line of foyer-sim.
//
//   foyer-sim --seeds A..B [--profile NAME] [--plant BUG] [--jobs N] [--picture FILE] [--ranges] [--trace]
//            [--first-only]
//   foyer-sim --list-plants [--with-profile] | --list-profiles
// Prints figures as "name: value"; for the first violation its shortest story and the command that plays it
// again; with --first-only just the seed. What the seed of a violation has drawn stands with it, and between what all
// seeds have in the figures; --ranges: what each seed has drawn, a line each; --picture draws the first
// seed with a violation, else the first of all. Status 0: everything held; 1: a violation; 2: the command is not one.
// Place: main() and the tests call it. Ownership: none. Threads: one; each job is a process.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace foyer::sim {

// `program`: as it was called, for the command that plays a seed again.
int runCommand(const std::string& program, const std::vector<std::string>& words, std::FILE* out);

}  // namespace foyer::sim
