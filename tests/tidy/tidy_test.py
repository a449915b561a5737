#!/usr/bin/env python3
"""The checks are checked: each is shown a small good tree and a small bad one."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from cpp_text import functions, without_comments  # noqa: E402
from names import banned_words  # noqa: E402
from tidy import checks  # noqa: E402
from tree import Tree  # noqa: E402

LEVELS = """
0 shared/base
1 shared/sqlite
4 shared/merge
4 shared/seal
6 kiosk/journal
8 kiosk/app
6 sync-server/store
99 tests
strangers kiosk sync-server
"""
CONFINED = """
include sqlite3.h: shared/sqlite
include Q[A-Z]*: kiosk
word GetReflection: shared/merge
"""


class CheckTest(unittest.TestCase):
    """A tree in a temporary folder, with tables of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root, self.tables = Path(folder.name, "tree"), Path(folder.name, "tables")
        self.root.mkdir()
        self.tables.mkdir()
        for name, text in (("levels", LEVELS), ("confined", CONFINED), ("ratchet", ""), ("allowed_names", "")):
            (self.tables / f"{name}.txt").write_text(text)

    def write(self, path, text, runs=False):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755 if runs else 0o644)

    def findings(self, check):
        return checks(Tree(self.root), self.tables)[check]()

    def assert_clean(self, check):
        self.assertEqual([str(f) for f in self.findings(check)], [])

    def assert_found(self, check, path, line, words):
        found = self.findings(check)
        self.assertEqual([(f.path, f.line) for f in found], [(path, line)], [str(f) for f in found])
        self.assertIn(words, found[0].text)


class LevelsTest(CheckTest):
    def test_lower_levels_own_folder_and_generated_headers_are_allowed(self):
        self.write("shared/merge/merge.cpp", '#include "shared/merge/merge.h"\n#include "shared/base/result.h"\n#include <vector>\n')
        self.write("tests/shared/merge/merge_test.cpp", '#include "kiosk/app/app.h"\n')
        self.assert_clean("levels")

    def test_a_higher_level_is_found(self):
        self.write("shared/base/clock.h", '// Clock\n#include "shared/merge/merge.h"\n')
        self.assert_found("levels", "shared/base/clock.h", 2, "only lower levels")

    def test_the_same_level_is_a_stranger(self):
        self.write("shared/seal/seal.cpp", '#include "shared/merge/merge.h"\n')
        self.assert_found("levels", "shared/seal/seal.cpp", 1, "only lower levels")

    def test_kiosk_and_server_are_strangers_at_every_level(self):
        self.write("kiosk/app/main.cpp", '#include "sync-server/store/store.h"\n')
        self.assert_found("levels", "kiosk/app/main.cpp", 1, "strangers")

    def test_nothing_includes_a_test(self):
        self.write("kiosk/app/main.cpp", '#include "tests/kiosk/robot.h"\n')
        self.assert_found("levels", "kiosk/app/main.cpp", 1, "only lower levels")

    def test_a_relative_include_is_found(self):
        self.write("shared/merge/merge.cpp", '#include "merge.h"\n')
        self.assert_found("levels", "shared/merge/merge.cpp", 1, "not a path from the root")

    def test_a_folder_without_level_is_found(self):
        self.write("shared/other/other.cpp", "int x;\n")
        self.assert_found("levels", "shared/other/other.cpp", 1, "has no level")

    def test_an_include_in_a_comment_is_no_include(self):
        self.write("shared/base/clock.h", '// #include "shared/merge/merge.h"\n/*\n#include "shared/merge/merge.h"\n*/\n')
        self.assert_clean("levels")


class ConfinedTest(CheckTest):
    def test_the_folder_and_its_mirror_in_tests_may(self):
        self.write("shared/sqlite/statement.cpp", "#include <sqlite3.h>\n")
        self.write("tests/shared/sqlite/statement_test.cpp", "#include <sqlite3.h>\n")
        self.write("kiosk/app/main.cpp", "#include <QObject>\n")
        self.assert_clean("confined")

    def test_another_folder_may_not(self):
        self.write("kiosk/journal/journal.cpp", "#include <vector>\n#include <sqlite3.h>\n")
        self.assert_found("confined", "kiosk/journal/journal.cpp", 2, "only in shared/sqlite")

    def test_a_pattern_covers_all_headers_of_a_library(self):
        self.write("sync-server/store/store.cpp", "#include <QString>\n")
        self.assert_found("confined", "sync-server/store/store.cpp", 1, "only in kiosk")

    def test_a_confined_word_is_found_in_code_alone(self):
        self.write("kiosk/app/main.cpp", '// GetReflection\nauto s = "GetReflection";\nauto r = m->GetReflection();\n')
        self.assert_found("confined", "kiosk/app/main.cpp", 3, "GetReflection")


class NamesTest(CheckTest):
    def test_words_are_taken_out_of_any_style(self):
        self.assertEqual(banned_words("string_utils"), ["utils"])
        self.assertEqual(banned_words("HTTPHandler"), ["handler"])
        self.assertEqual(banned_words("ConnectionInfo"), ["info"])
        self.assertEqual(banned_words("metadata"), [])
        self.assertEqual(banned_words("DatabaseFile"), [])

    def test_a_banned_file_name_is_found(self):
        self.write("shared/merge/merge_util.h", "// x\n")
        self.assert_found("names", "shared/merge/merge_util.h", 1, "'util'")

    def test_banned_type_names_are_found_in_each_language(self):
        for path, text in (("a/x.cpp", "\nclass SyncManager final : public X {};\n"), ("a/x.h", "\nusing RowData = int;\n"),
                           ("a/x.proto", "\nmessage SiteInfo {\n}\n"), ("a/X.ts", "\nexport interface CaseHandler {\n}\n"),
                           ("a/x.py", "\nclass Helper:\n    pass\n")):
            with self.subTest(path):
                self.setUp()
                self.write(path, text)
                self.assert_found("names", path, 2, "name it by the job")

    def test_others_types_may_be_declared(self):
        self.write("a/x.h", "class QMimeData;\nstruct ImplHandler;\nvoid f(struct BaseInfo* x);\n")
        self.assert_clean("names")

    def test_a_term_of_the_trade_is_allowed_for_a_reason(self):
        (self.tables / "allowed_names.txt").write_text("DataKey  # cryptography's word\n")
        self.write("a/x.h", "struct SealedDataKey {};\nstruct DataKeyData {};\n")
        self.assert_found("names", "a/x.h", 2, "'data'")

    def test_a_term_that_nothing_uses_is_found(self):
        (self.tables / "allowed_names.txt").write_text("# terms\nDataKey  # cryptography's word\n")
        self.assert_found("names", "tests/tidy/allowed_names.txt", 2, "remove the line")

    def test_file_names_have_one_form(self):
        self.write("kiosk/app/mainWindow.cpp", "")
        self.assert_found("names", "kiosk/app/mainWindow.cpp", 1, "snake_case")

    def test_qml_file_names_have_one_form(self):
        self.write("kiosk/app/home_page.qml", "Item {}\n")
        self.assert_found("names", "kiosk/app/home_page.qml", 1, "PascalCase")


class SizesTest(CheckTest):
    def ratchet(self, text):
        (self.tables / "ratchet.txt").write_text(text)

    def test_each_kind_of_file_has_its_limit(self):
        for path, limit in (("a/x.cpp", 500), ("a/x.h", 500), ("a/X.qml", 250), ("a/x.ts", 300), ("a/X.tsx", 300)):
            with self.subTest(path):
                self.setUp()
                self.write(path, "//\n" * limit)
                self.assert_clean("file-sizes")
                self.write(path, "//\n" * (limit + 1))
                self.assert_found("file-sizes", path, 1, f"{limit} are allowed")

    def test_a_translation_is_no_typescript(self):
        self.write("a/foyer_de.ts", '<?xml version="1.0"?>\n<!DOCTYPE TS>\n' + "<message/>\n" * 400)
        self.assert_clean("file-sizes")
        self.assert_clean("alive")

    def test_an_exception_allows_todays_size(self):
        self.ratchet("file a/x.cpp 510\n")
        self.write("a/x.cpp", "//\n" * 510)
        self.assert_clean("file-sizes")

    def test_an_exception_does_not_allow_growth(self):
        self.ratchet("file a/x.cpp 510\n")
        self.write("a/x.cpp", "//\n" * 511)
        self.assert_found("file-sizes", "a/x.cpp", 1, "has grown")

    def test_an_exception_falls_with_the_size(self):
        self.ratchet("# why\nfile a/x.cpp 510\n")
        self.write("a/x.cpp", "//\n" * 505)
        self.assert_found("file-sizes", "tests/tidy/ratchet.txt", 2, "lower")

    def test_a_stale_exception_is_found(self):
        self.ratchet("file a/x.cpp 510\nfunction a/x.cpp f 90\n")
        self.write("a/x.cpp", "//\n")
        self.assert_found("file-sizes", "tests/tidy/ratchet.txt", 1, "remove the line")
        self.assert_found("function-sizes", "tests/tidy/ratchet.txt", 2, "remove the line")

    def test_a_long_function_is_found(self):
        self.write("a/x.cpp", "\nvoid a::f(int x)\n{\n" + "  g();\n" * 67 + "}\n")
        self.assert_clean("function-sizes")
        self.write("a/x.cpp", "\nvoid a::f(int x)\n{\n" + "  g();\n" * 68 + "}\n")
        self.assert_found("function-sizes", "a/x.cpp", 2, "function a::f has 71 lines")

    def test_a_long_function_may_be_an_exception(self):
        self.ratchet("function a/x.cpp f 102\n")
        self.write("a/x.cpp", "void f() {\n" + "g();\n" * 100 + "}\n")
        self.assert_clean("function-sizes")


class CppTextTest(unittest.TestCase):
    def names(self, text):
        return [(f.name, f.line, f.lines) for f in functions(text)]

    def test_comments_and_strings_are_blanked_and_lines_stay(self):
        text = 'a // "x\n/* {\n */ b("{ \\" }", \'{\', R"q({)" )q") + 1\'000;\n'
        code = without_comments(text)
        self.assertEqual(code.count("\n"), text.count("\n"))
        self.assertNotIn("{", code)
        self.assertIn("1'000", code)

    def test_functions_of_every_form_are_found(self):
        self.assertEqual(self.names("namespace a {\nclass B : public C {\n public:\n  int f() const {\n return 1;\n }\n};\n}\n"),
                         [("f", 4, 3)])
        self.assertEqual(self.names("B::B(int a)\n  : m_a{a},\n    m_b(b) {\n}\nint g() { return 2; }\n"), [("B::B", 1, 4), ("g", 5, 1)])
        self.assertEqual(self.names("auto f(int a) -> std::vector<int> {\n}\n"), [("f", 1, 2)])
        self.assertEqual(self.names("TEST(Merge, Keeps) {\n  x();\n}\n"), [("TEST", 1, 3)])
        self.assertEqual(self.names("template <class T>\nT f(T t) noexcept {\n  if (t) { x(); }\n}\n"), [("f", 1, 4)])

    def test_tables_types_and_prototypes_are_no_functions(self):
        self.assertEqual(self.names("constexpr Row kRows[] = {\n  {1, f(2)},\n  {2, f(3)},\n};\nenum class E { a, b };\nint f(int);\n"), [])

    def test_a_brace_in_a_string_does_not_confuse(self):
        self.assertEqual(self.names('void f() {\n  g("}");\n  // }\n  h(\'}\');\n}\nvoid i() {}\n'), [("f", 1, 5), ("i", 6, 1)])

    def test_branches_of_the_preprocessor_count_once(self):
        self.assertEqual(self.names("#ifdef A\nvoid f(int a) {\n#else\nvoid f() {\n#endif\n}\nvoid g() {\n}\n"), [("f", 2, 5), ("g", 7, 2)])


class AliveTest(CheckTest):
    def test_built_included_and_named_files_live(self):
        self.write("shared/merge/CMakeLists.txt", "foyer_library(x SOURCES merge.cpp ${CMAKE_CURRENT_SOURCE_DIR}/policy.cpp)\n")
        self.write("shared/merge/merge.cpp", '#include "shared/merge/merge.h"\n')
        self.write("shared/merge/policy.cpp", "")
        self.write("shared/merge/merge.h", "")
        self.write("console/index.html", '<script src="/src/main.tsx"></script>')
        self.write("console/src/main.tsx", 'import { Inbox } from "./pages/Inbox";\nimport x from "./text";\n')
        self.write("console/src/pages/Inbox.tsx", "")
        self.write("console/src/text/index.ts", "")
        self.write("console/src/pages/Inbox.test.tsx", "")
        self.write("proto/CMakeLists.txt", "set(files foyer/a.proto)\n")
        self.write("proto/foyer/a.proto", 'import "foyer/b.proto";\n')
        self.write("proto/foyer/b.proto", "")
        self.assert_clean("alive")

    def test_a_picture_may_be_named_by_its_stem(self):
        for name in ("house", "phone", "clock"):
            self.write(f"a/icons/{name}.svg", "")
        self.write("a/CMakeLists.txt", "file(GLOB icons icons/*.svg)\n")
        self.write("a/Home.qml", 'Icon { name: "house" }\n')
        self.write("a/page.yaml", "# Home.qml\nicon: phone\n")
        self.assert_found("alive", "a/icons/clock.svg", 1, "delete it")

    def test_each_kind_of_dead_file_is_found(self):
        self.write("a/CMakeLists.txt", "# once: dead.cpp Dead.qml dead.svg\n")
        for name in ("dead.cpp", "dead.h", "dead.ts", "Dead.tsx", "dead.py", "dead.proto", "other.svg", "Other.qml"):
            with self.subTest(name):
                self.setUp()
                self.write("a/CMakeLists.txt", "# dead.cpp was here\n")
                self.write(f"a/{name}", "")
                self.assert_found("alive", f"a/{name}", 1, "delete it")


class DeadProgramsStylesAndPicturesTest(CheckTest):
    PROGRAM = "#!/bin/bash\n"

    def test_programs_that_somebody_calls_or_mentions_live(self):
        for path in ("tests/run", "tests/e2e/slip", "tests/e2e/canary", "tests/e2e/words", "deploy/install", ".ci/run"):
            self.write(path, self.PROGRAM, runs=True)
        self.write("README.md", "Start with `deploy/install`.\n")
        self.write("CONTRIBUTING.md", "Run tests/run. Machines run `.ci/run`.\n")
        self.write("tests/CMakeLists.txt", "add_test(NAME slip COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/e2e/slip)\n")
        self.write("tests/e2e/README.md", "- `canary BUILD_DIR` looks for words.\n")
        self.write("tests/e2e/all.py", 'import x\nx.call([x.HERE / "words"])\n')
        self.write("tests/e2e/x.py", "import all\n")
        self.assert_clean("alive")

    def test_a_program_that_nobody_calls_is_found(self):
        self.write("tests/e2e/run", self.PROGRAM + "exec tests/e2e/run\n", runs=True)
        self.write("README.md", "Things run here. See tests/e2e/run_all, `run_all`, other/e2e/run-all and tests/run.\n")
        self.write("tests/run", self.PROGRAM, runs=True)
        self.assert_found("alive", "tests/e2e/run", 1, "delete it")

    def test_a_name_in_another_folder_calls_nobody(self):
        self.write("tests/e2e/run", self.PROGRAM, runs=True)
        self.write("tests/sim/README.md", "Start `run`, or `../e2e/run_it`.\n")
        self.assert_found("alive", "tests/e2e/run", 1, "delete it")

    def test_scripts_with_an_ending_need_a_name_somewhere(self):
        self.write("a/package.json", '{"scripts": {"make": "node make.mjs"}}\n')
        self.write("a/page.ts", 'import { tell } from "./tell.js";\n')
        self.write("a/index.html", '<script src="/page.ts"></script>')
        for name in ("make.mjs", "tell.js", "eslint.config.js", "lost.sh"):
            self.write(f"a/{name}", "")
        self.assert_found("alive", "a/lost.sh", 1, "delete it")

    def test_style_sheets_are_imported_by_scripts_pages_or_other_sheets(self):
        self.write("a/index.html", '<link rel="stylesheet" href="style/page.css">\n<script src="main.ts"></script>')
        self.write("a/main.ts", "import './style/desk.css';\n")
        self.write("a/style/desk.css", "/* Desk. */\n@import 'parts.css';\n")
        for name in ("page", "parts"):
            self.write(f"a/style/{name}.css", "")
        self.assert_clean("alive")

    def test_a_style_sheet_that_only_a_comment_or_another_folder_names_is_found(self):
        self.write("a/index.html", '<script src="main.ts"></script>')
        self.write("a/main.ts", "// import './style/desk.css';\nimport '../b/desk.css';\n")
        self.write("b/desk.css", "")
        self.write("a/style/desk.css", "")
        self.assert_found("alive", "a/style/desk.css", 1, "imports")

    def test_pictures_are_shown_by_pages_papers_and_catalogues(self):
        for name in ("home.png", "house.png", "logo.webp"):
            self.write(f"a/{name}", "")
        self.write("README.md", '<img src="a/home.png">\n')
        self.write("a/page.yaml", "picture: house.png\n")
        self.write("a/Home.qml", 'Image { source: "logo.webp" }\n')
        self.write("a/CMakeLists.txt", "foyer_qml_module(x QML Home.qml)\n")
        self.assert_clean("alive")

    def test_a_picture_that_only_its_painter_names_is_found(self):
        self.write("a/lost.png", "")
        self.write("a/draw", self.PROGRAM + "paint lost.png\n", runs=True)
        self.write("a/README.md", "`draw` paints.\n")
        self.assert_found("alive", "a/lost.png", 1, "shows")


class LinkedTest(CheckTest):
    def setUp(self):
        super().setUp()
        self.write("kiosk/app/CMakeLists.txt", "add_executable(foyer-kiosk main.cpp)\ntarget_link_libraries(foyer-kiosk PRIVATE foyer_app)\n")
        self.write("kiosk/app/lib/CMakeLists.txt", "foyer_library(foyer_app\n  SOURCES a.cpp\n  LINK foyer_merge)\n")
        self.write("shared/merge/CMakeLists.txt", "foyer_library(foyer_merge SOURCES merge.cpp)\n")

    def test_what_a_program_reaches_over_libraries_is_fine(self):
        self.assert_clean("linked")

    def test_a_library_that_only_tests_link_is_found(self):
        self.write("shared/seal/CMakeLists.txt", "# of the tests\nfoyer_library(foyer_seal SOURCES seal.cpp LINK foyer_merge)\n")
        self.write("tests/shared/seal/CMakeLists.txt", "foyer_test(seal_test SOURCES t.cpp LINK foyer_seal)\n")
        self.assert_found("linked", "shared/seal/CMakeLists.txt", 2, "only tests do")


class PapersTest(CheckTest):
    def test_folders_of_the_table_and_of_the_first_two_depths_need_readmes(self):
        self.write("kiosk/app/main.cpp", "")
        self.write("tests/e2e/scenario/run.py", "")
        found = [f.path for f in self.findings("readmes")]
        self.assertEqual(found, ["kiosk", "kiosk/app", "tests", "tests/e2e"])
        for folder in found:
            self.write(f"{folder}/README.md", "Purpose\n")
        self.assert_clean("readmes")

    def test_a_mirror_of_the_tree_needs_no_readme(self):
        self.write("tests/README.md", "Purpose\n")
        self.write("tests/kiosk/app/app_test.cpp", "")
        self.assert_clean("readmes")

    def test_a_long_readme_is_found(self):
        self.write("kiosk/app/README.md", "line\n" * 16)
        self.assert_found("readmes", "kiosk/app/README.md", 16, "at most 15")

    def test_a_header_without_opening_comment_is_found(self):
        self.write("a/x.h", "#pragma once\n// Purpose\n")
        self.assert_clean("headers")
        self.write("a/x.h", "#pragma once\n#include <vector>\n")
        self.assert_found("headers", "a/x.h", 1, "opens with a comment")

    def test_a_header_without_pragma_is_found(self):
        self.write("a/x.h", "// Purpose\n")
        self.assert_found("headers", "a/x.h", 1, "#pragma once")

    def test_a_script_that_cannot_run_is_found(self):
        self.write("tests/go", "#!/bin/bash\n", runs=True)
        self.assert_clean("run-bits")
        self.write("tests/go", "#!/bin/bash\n")
        self.assert_found("run-bits", "tests/go", 1, "chmod +x")

    def test_a_script_without_first_line_is_found(self):
        self.write("tests/go.sh", "echo\n", runs=True)
        self.assert_found("run-bits", "tests/go.sh", 1, "#!")

    def test_paths_of_a_machine_and_hosts_of_registries_are_found(self):
        for text in ("/hom" + "e/anna/foyer", "/wor" + "k/main", "https://registry." + "npmjs.org/x", "http://deb." + "debian.org"):
            with self.subTest(text):
                self.setUp()
                self.write("notes.md", f"\nsee {text}\n")
                self.assert_found("elsewhere", "notes.md", 2, "take it out")

    def test_an_address_of_a_partner_is_no_path(self):
        self.write("partner.yaml", "url: https://example.org/work/advice/home/x\n")
        self.assert_clean("elsewhere")

    def test_unfinished_work_is_found(self):
        self.write("a/x.cpp", "\n// TO" + "DO later\n")
        self.assert_found("unfinished", "a/x.cpp", 2, "finish it")


class InvariantsTest(CheckTest):
    def architecture(self, guards):
        rows = [f"{i}. A promise. guarded by {guard}" for i, guard in enumerate(guards, 1)]
        self.write("ARCHITECTURE.md", "# A\n\n## Invariants\n" + "\n".join(rows) + "\n\n## Threads\n1. one\n")

    def setUp(self):
        super().setUp()
        self.write("tests/a_test.cpp", "TEST(Merge, Keeps) {}\nTEST_F(Seal,\n       Opens) {}\n")
        self.write("tests/b_test.py", "class WireTest(X):\n    def test_it(self):\n        pass\n")

    def test_every_invariant_with_its_test_passes(self):
        self.architecture(["`Merge.Keeps` and `WireTest.test_it`"] + ["`Seal.Opens`"] * 10)
        self.assert_clean("invariants")

    def test_a_missing_paper_is_found(self):
        self.assert_found("invariants", "ARCHITECTURE.md", 1, "is missing")

    def test_a_test_that_does_not_exist_is_found(self):
        self.architecture(["`Merge.Keeps`"] * 10 + ["`Merge.Forgets`"])
        self.assert_found("invariants", "ARCHITECTURE.md", 14, "no such test")

    def test_an_invariant_without_guard_is_found(self):
        self.architecture(["`Merge.Keeps`"] * 10 + ["nobody"])
        self.assert_found("invariants", "ARCHITECTURE.md", 14, "names no test")

    def test_a_forgotten_invariant_is_found(self):
        self.architecture(["`Merge.Keeps`"] * 10)
        self.assert_found("invariants", "ARCHITECTURE.md", 1, "10 of 11")


if __name__ == "__main__":
    unittest.main()
