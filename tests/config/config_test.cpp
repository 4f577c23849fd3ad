#include "catch.hpp"
#include "complaint.hpp"
#include "temporary_directory.hpp"

#include <culprit/config.hpp>
#include <culprit/error.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace culprit;
namespace fs = std::filesystem;

namespace {

std::string complaint(const std::string& content) {
  return test::complaint(content, [](const std::string& path) {
    Options options;
    apply_config(path, options);
  });
}

}  // namespace

TEST_CASE("a configuration adds layouts, masks, the time zone and limits") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.write(
      "timezone = \"Europe/Berlin\"\nlibrary_frames = [\"a.shim.\", \"b.\"]\n"
      "[[layout]]\nname = \"ours\"\npattern = \"%d %p %m%n\"\n"
      "[[layout]]\nname = \"theirs\"\nregex = '(?P<level>\\w+) (?P<message>.*)'\n"
      "[[mask]]\nname = \"plan\"\npattern = \"plan-[a-z]+\"\n"
      "[normalize]\nkeep = [\"gold|silver\", \"v.\"]\n"
      "[limits]\nline_bytes = 300000\nmessage_bytes = 1000\nthrowables = 7\nsummary_bytes = 100000\n",
      "culprit.toml");
  Options options;
  apply_config(path, options);
  CHECK(options.timezone == "Europe/Berlin");
  CHECK(options.library_frames == std::vector<std::string>{"a.shim.", "b."});
  REQUIRE(options.layouts.size() == 2);
  CHECK(options.layouts[0].name == "ours");
  CHECK(options.layouts[0].kind == UserLayout::Kind::pattern);
  CHECK(options.layouts[0].text == "%d %p %m%n");
  CHECK(options.layouts[1].kind == UserLayout::Kind::regex);
  CHECK(options.layouts[1].text == "(?P<level>\\w+) (?P<message>.*)");
  REQUIRE(options.masks.size() == 1);
  CHECK(options.masks[0].name == "plan");
  CHECK(options.merging.keep == std::vector<std::string>{"gold|silver", "v."});
  CHECK(options.limits.line_bytes == 300'000);
  CHECK(options.limits.message_bytes == 1000);
  CHECK(options.limits.throwables == 7);
  CHECK(options.limits.summary_bytes == 100'000);
}

TEST_CASE("what options hold already wins over the configuration") {
  const test::TemporaryDirectory directory;
  Options options;
  options.timezone = "UTC";
  options.masks = {{"first", "x"}};
  apply_config(directory.write("timezone = \"Asia/Tokyo\"\n[[mask]]\nname = \"second\"\npattern = \"y\"\n"),
               options);
  CHECK(options.timezone == "UTC");
  REQUIRE(options.masks.size() == 2);
  CHECK(options.masks[0].name == "first");
}

TEST_CASE("what makes no sense in a configuration is named with its place") {
  CHECK(complaint("") == "none");
  CHECK(
      complaint("timezome = \"UTC\"") ==
      "1:1: 'timezome' is none of timezone, library_frames, layout, mask, normalize, problem, limits, check");
  CHECK(complaint("timezone = 7").rfind("1:12: 'timezone' must be a string", 0) == 0);
  CHECK(complaint("\n[[mask]]\nname = \"x\"\n").rfind("2:1: 'pattern' is missing", 0) == 0);
  CHECK(complaint("[mask]\nname = \"x\"\n").find("'mask' must be tables: [[mask]]") != std::string::npos);
  CHECK(complaint("mask = [1]\n").find("must be tables") != std::string::npos);
  CHECK(complaint("library_frames = \"a.\"").rfind("1:18: 'library_frames' must be an array of strings", 0) ==
        0);
  CHECK(complaint("library_frames = [\"\"]").find("'library_frames' holds strings that aren't empty") !=
        std::string::npos);
  CHECK(complaint("[normalize]\nkeep = \"x\"\n").find("2:8: 'keep' must be an array of strings") == 0);
  CHECK(complaint("[normalize]\nkeep = [1]\n").find("2:9: 'keep' holds strings") == 0);
  CHECK(complaint("[normalize]\nmasks = 1\n").find("'masks' is none of keep") != std::string::npos);
  CHECK(complaint("limits = 3\n").find("'limits' must be a table: [limits]") != std::string::npos);
  CHECK(complaint("[limits]\nthrowables = 0\n").find("2:14: 'throwables' must be a number above 0") == 0);
  CHECK(
      complaint("timezone = \"Mars/Olympus\"").rfind("1:12: the time zone 'Mars/Olympus' is not known", 0) ==
      0);
  CHECK(complaint("[normalize]\nkeep = [\"a\", \"(\"]\n").rfind("2:14: keep \"(\": missing )", 0) == 0);
  const std::string mask = "[[mask]]\nname = ";
  CHECK(complaint(mask + "\"a b\"\npattern = \"x\"\n").rfind("2:8: mask \"a b\": a name", 0) == 0);
  CHECK(complaint(mask + "\"a\"\npattern = \"(\"\n").rfind("3:11: mask \"a\": (: missing )", 0) == 0);
  const std::string layout = "[[layout]]\nname = \"x\"\n";
  CHECK(complaint(layout + "pattern = \"%m%n\"\n").rfind("3:11: the layout \"%m%n\": ", 0) == 0);
  CHECK(complaint(layout + "regex = \"(\"\n").rfind("3:9: the layout \"(\": ", 0) == 0);
  CHECK(complaint("[limits]\nlines = 3\n").find("'lines' is none of line_bytes, ") != std::string::npos);
  CHECK(complaint("[[layout]]\nname = \"x\"\n").find("either a 'pattern' or a 'regex'") != std::string::npos);
  CHECK(complaint("[[layout]]\nname = \"x\"\npattern = \"a\"\nregex = \"b\"\n").find("either") !=
        std::string::npos);
  CHECK(complaint("timezone =").rfind("1:", 0) == 0);
}

TEST_CASE("a configuration adds known problems") {
  const test::TemporaryDirectory directory;
  Options options;
  apply_config(directory.write("[[problem]]\nid = \"gateway-2\"\ntitle = \"The gateway is down\"\n"
                               "match = [{ class = [\"a.*\", \"b.C\"], message = \"x\", regex = '\\d+', "
                               "frame = \"a.b.\", code = 7199 }, { message = \"y\" }]\n"
                               "explanation = \"It is.\"\nsettings = [\"s\"]\nlinks = [\"https://x.y\"]\n"
                               "yields_to = [\"network\"]\n"),
               options);
  REQUIRE(options.problems.size() == 1);
  const Problem& problem = options.problems[0];
  CHECK(problem.id == "gateway-2");
  CHECK(problem.title == "The gateway is down");
  CHECK(problem.explanation == "It is.");
  CHECK(problem.settings == std::vector<std::string>{"s"});
  CHECK(problem.links == std::vector<std::string>{"https://x.y"});
  CHECK(problem.yields_to == std::vector<std::string>{"network"});
  REQUIRE(problem.matches.size() == 2);
  CHECK(problem.matches[0].classes == std::vector<std::string>{"a.*", "b.C"});
  CHECK(problem.matches[0].messages == std::vector<std::string>{"x"});
  CHECK(problem.matches[0].patterns == std::vector<std::string>{"\\d+"});
  CHECK(problem.matches[0].frame == "a.b.");
  CHECK(problem.matches[0].code == 7199);
  CHECK(problem.matches[1].messages == std::vector<std::string>{"y"});
}

TEST_CASE("a problem that makes no sense is named with its place") {
  const auto of = [](const std::string& match) {
    return complaint("[[problem]]\nid = \"x\"\ntitle = \"x\"\nexplanation = \"x\"\n" + match);
  };
  CHECK(of("match = [{ message = \"x\" }]") == "none");
  CHECK(of("") == "1:1: 'match' is missing");
  CHECK(of("match = [{}]").find("a match needs at least one of class, ") != std::string::npos);
  CHECK(of("match = [{ mesage = \"x\" }]").find("'mesage' is none of class, ") != std::string::npos);
  CHECK(of("match = [{ message = \"\" }]").find("'message' must not be empty") != std::string::npos);
  CHECK(of("match = [{ message = 7 }]").find("'message' must be an array of strings") != std::string::npos);
  CHECK(of("match = [{ regex = \"(\" }]").rfind("5:20: 'regex': (: missing )", 0) == 0);
  CHECK(of("match = [{ code = -1 }]").find("'code' must be a number above 0") != std::string::npos);
  CHECK(of("match = [{ message = \"x\" }]\nyields_to = [\"network\", \"x\"]") == "none");
  CHECK(of("match = [{ message = \"x\" }]\nyields_to = [\"nope\"]") ==
        "6:14: there is no problem 'nope' to yield to");
  CHECK(complaint("[[problem]]\nid = \"No ID\"\n") ==
        "2:6: 'id': 'No ID' is not made of small letters, digits and '-'");
}

TEST_CASE("a configuration is found in the folder or above it, up to the root of the repository") {
  const test::TemporaryDirectory directory;
  const fs::path root = fs::canonical(directory.path());
  const auto write = [](const fs::path& path) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << "";
    return path;
  };
  const fs::path outside = write(root / "culprit.toml");
  fs::create_directories(root / "repository" / ".git");
  fs::create_directories(root / "repository" / "a" / "b");
  fs::create_directories(root / "other" / "a");
  CHECK(find_config(root / "other" / "a") == outside);
  CHECK(find_config(root / "repository" / "a" / "b") != outside);
  const fs::path inside = write(root / "repository" / "a" / "culprit.toml");
  CHECK(find_config(root / "repository" / "a" / "b") == inside);
  CHECK(find_config(root / "repository" / "a") == inside);
}
