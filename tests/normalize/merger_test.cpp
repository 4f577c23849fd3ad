#include "normalize/merger.hpp"

#include "catch.hpp"
#include "normalize/merged.hpp"

#include <culprit/error.hpp>
#include <culprit/normalizer.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace culprit;

using Texts = std::vector<std::string>;

TEST_CASE("four words in one place are values, three are not") {
  CHECK(all_become("Could not find plan <*>", {"Could not find plan gold", "Could not find plan silver",
                                               "Could not find plan basic", "Could not find plan trial"}));
  CHECK(stay_apart({"Could not find plan gold", "Could not find plan silver", "Could not find plan basic"}));
}

TEST_CASE("two pool names without digits stay apart for lack of evidence") {
  CHECK(stay_apart({"main - Connection is not available, request timed out after 30000ms.",
                    "osgi - Connection is not available, request timed out after 30000ms."}));
}

TEST_CASE("three are enough if they look like identifiers") {
  CHECK(all_become("Bundle <*> failed",
                   {"Bundle org.killbill.stripe failed", "Bundle org.killbill.paypal failed",
                    "Bundle org.killbill.adyen failed"}));
  CHECK(all_become(
      "Failed to load bean <*>",
      {"Failed to load bean Pay$Proxy", "Failed to load bean Tax$Proxy", "Failed to load bean Bus$Proxy"}));
  CHECK(stay_apart({"Bundle org.killbill.stripe failed", "Bundle org.killbill.paypal failed"}));
}

TEST_CASE("the full stop of a sentence makes no identifier of its last word") {
  CHECK(stay_apart({"The payment was void.", "The payment was late.", "The payment was free."}));
}

TEST_CASE("a word in the place of a placeholder is a value") {
  CHECK(all_become("Unknown account <*>", {"Unknown account 17", "Unknown account jane"}));
}

TEST_CASE("tokens that all have a placeholder in them are values") {
  CHECK(all_become("Thread <*> died", {"Thread worker-1 died", "Thread qtp2 died"}));
  CHECK(stay_apart({"Thread worker-1 died", "Thread main died"}));
}

TEST_CASE("states of an enumeration stay apart") {
  CHECK(stay_apart({"Payment is PENDING now", "Payment is SUCCESS now", "Payment is ABORTED now",
                    "Payment is UNKNOWN now", "Payment is PAYMENT_FAILURE now"}));
}

TEST_CASE("what happened stays apart") {
  CHECK(stay_apart({"Bundle x started", "Bundle x stopped", "Bundle x resolved", "Bundle x installed"}));
  CHECK(stay_apart({"Now Starting x", "Now Stopping x", "Now Updating x", "Now Resolving x"}));
}

TEST_CASE("a message's first word tells what it is about") {
  CHECK(stay_apart({"Invoice not found", "Payment not found", "Account not found", "Tenant not found"}));
  CHECK(all_become("<*> not found",
                   {"a.b.Invoice not found", "a.b.Payment not found", "a.b.Tenant not found"}));
}

TEST_CASE("without a constant word there is nothing to say what a value belongs to") {
  CHECK(stay_apart({"alpha 1", "beta 1", "gamma 1", "delta 1", "5 1"}));
  CHECK(stay_apart({"worker-1", "node-1", "7"}));
}

TEST_CASE("punctuation must be equal") {
  CHECK(all_become("plan=<*>, product={x}", {"plan=a, product={x}", "plan=b, product={x}",
                                             "plan=c, product={x}", "plan=d, product={x}"}));
  CHECK(stay_apart({"no plan a", "no plan 'b'", "no plan [c]", "no plan: d"}));
  CHECK(stay_apart({"no plan a", "no plan b..", "no plan  c;", "no plan d,"}));
}

TEST_CASE("several places become variable one after another") {
  CHECK(all_become("move <*> to <*> done", {"move a to 1 done", "move b to 1 done", "move c to 1 done",
                                            "move d to 1 done", "move a to x done", "move b to y done"}));
}

TEST_CASE("a word that was a value behind a cue is one behind the same cue elsewhere") {
  const Texts found = merged({"Could not find plan gold", "Could not find plan silver",
                              "Could not find plan basic", "Could not find plan trial",
                              "Upgrade to plan gold was refused", "Upgrade to plan silver was refused"});
  CHECK(found[4] == "Upgrade to plan <*> was refused");
  CHECK(found[5] == "Upgrade to plan <*> was refused");
}

TEST_CASE("a word that was a value elsewhere is none behind another cue") {
  const Texts found =
      merged({"Could not find plan gold", "Could not find plan silver", "Could not find plan basic",
              "Could not find plan trial", "The medal is gold today", "The medal is silver today"});
  CHECK(found[4] == "The medal is gold today");
  CHECK(found[5] == "The medal is silver today");
}

TEST_CASE("a value with punctuation in it meets one without") {
  CHECK(all_become("Failed to read <*> from cache",
                   {"Failed to read 17 from cache", "Failed to read tenant(17,x) from cache"}));
  CHECK(all_become("Failed to read key=<*> from cache",
                   {"Failed to read key=17 from cache", "Failed to read key=tenant[17,x] from cache"}));
}

TEST_CASE("what has punctuation and no placeholder is no value across shapes") {
  CHECK(stay_apart({"Failed to read 17 from cache", "Failed to read tenant(x) from cache"}));
}

TEST_CASE("what shapes had hidden is merged in turn") {
  CHECK(all_become("copy <*> to <*> ok", {"copy a(1) to 7 ok", "copy 2 to 7 ok", "copy 3 to b ok"}));
}

TEST_CASE("codes that masking left are names") {
  CHECK(stay_apart(
      {"Server returned HTTP response code: 500 for x", "Server returned HTTP response code: 502 for x",
       "Server returned HTTP response code: 503 for x", "Server returned HTTP response code: 504 for x"}));
}

TEST_CASE("an error code of Kill Bill is never variable") {
  const auto message = [](const std::string& code, const std::string& text) {
    return "{cause=null, code=" + code + ", formattedMsg='" + text + "'}";
  };
  CHECK(stay_apart({message("7199", "x"), message("7100", "x"), message("7102", "x"), message("7019", "x"),
                    message("7106", "x")}));
  const Texts found = merged({message("2030", "no product gold"), message("2030", "no product silver"),
                              message("2030", "no product basic"), message("2030", "no product trial"),
                              message("2021", "no product gold"), message("2021", "no product silver")});
  CHECK(found[0] == "{cause=null, code=2030, formattedMsg='no product <*>'}");
  CHECK(found[4] == "{cause=null, code=2021, formattedMsg='no product <*>'}");
}

TEST_CASE("the SQL codes of a failed transaction are never variable") {
  const auto message = [](const std::string& state, const std::string& code) {
    return "Error during transaction [SQL DefaultState: " + state + ", Vendor Error Code: " + code + "]";
  };
  CHECK(stay_apart({message("40001", "1213"), message("40001", "1205"), message("40001", "0"),
                    message("40001", "-1"), message("HY000", "1213"), message("S1000", "1213"),
                    message("23000", "1213")}));
}

TEST_CASE("what is known of Kill Bill's codes is data") {
  std::vector<Template> templates;
  for (const char* const code : {"a", "b", "c", "d"})
    templates.push_back({"{cause=null, code=" + std::string(code) + ", formattedMsg='x y'}", {}, {}});
  CHECK(normalization::Merger().merge(templates)[0].merged.text ==
        "{cause=null, code=<*>, formattedMsg='x y'}");
  CHECK(merge_templates(templates)[0].text == "{cause=null, code=a, formattedMsg='x y'}");
}

TEST_CASE("a token that the user wants to keep never becomes a placeholder") {
  const Texts plans = {"no plan gold", "no plan silver", "no plan basic", "no plan trial", "no plan 5"};
  CHECK(all_become("no plan <*>", plans));
  CHECK(merged(plans, {{"gold|sil"}}) ==
        Texts{"no plan gold", "no plan <*>", "no plan <*>", "no plan <*>", "no plan <*>"});
  CHECK(stay_apart({"Thread worker-1 died", "Thread qtp2 died"}, {{"worker-<\\*>"}}));
  CHECK(stay_apart({"read 17 now", "read tenant(17,x) now"}, {{"tenant"}}));
}

TEST_CASE("a pattern that is no RE2 is refused, and named") {
  CHECK_THROWS_AS(TemplateMerger({{"("}}), Error);
  try {
    const TemplateMerger merger({{"a(b"}});
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(std::string(error.what()) == "keep \"a(b\": missing ): a(b");
  }
}

TEST_CASE("text that looks like a placeholder is a word") {
  CHECK(stay_apart({"state N of x", "state on of x"}));
  CHECK(merged({"state N of x", "state 7 of x"}) == Texts{"state <*> of x", "state <*> of x"});
  CHECK(stay_apart({"got <uuid> twice", "got <name> twice"}));
}

TEST_CASE("placeholders keep their kind where all agree on it") {
  CHECK(merged({"user 1 of 2s left", "user jane of 3s left"}) ==
        Texts{"user <*> of Ns left", "user <*> of Ns left"});
  CHECK(merged({"id=null", "id=7"}) == Texts{"id=<*>", "id=<*>"});
}

TEST_CASE("the user's placeholders keep their names where all agree on them") {
  Normalizer normalizer({{"plan", "plan-[a-z]+"}, {"tier", "tier-[a-z]+"}});
  const auto results = merge_templates(std::vector{normalizer("no plan-a in 5"), normalizer("no plan-b in x"),
                                                   normalizer("the tier-a"), normalizer("the plan-a")});
  CHECK(results[0].text == "no <plan> in <*>");
  CHECK(results[1].placeholders.at(0) == Template::Placeholder{3, 6, PlaceholderKind::user});
  CHECK(results[2].text == "the <*>");
}

TEST_CASE("a merged template says where its placeholders stand and come from") {
  Normalizer normalizer;
  const auto results = TemplateMerger()(
      std::vector{normalizer("worker-1 waited 5 s for 8"), normalizer("job(7) waited 6 s for 9"),
                  normalizer("3 waited 7 s for y"), normalizer("3 waited 7 s for 2")});
  for (const MergedTemplate& result : results) {
    CHECK(result.merged.text == "<*> waited N s for <*>");
    CHECK(result.merged.placeholders == std::vector<Template::Placeholder>{{0, 3, PlaceholderKind::any},
                                                                           {11, 1, PlaceholderKind::number},
                                                                           {19, 3, PlaceholderKind::any}});
  }
  constexpr std::uint32_t kFresh = MergedTemplate::kFresh;
  CHECK(results[0].kept == std::vector<std::uint32_t>{kFresh, 1, 2});
  CHECK(results[1].kept == std::vector<std::uint32_t>{kFresh, 1, 2});
  CHECK(results[2].kept == std::vector<std::uint32_t>{0, 1, kFresh});
  CHECK(results[3].kept == std::vector<std::uint32_t>{0, 1, 2});
}

TEST_CASE("the captures of numbers that are shown as such stay") {
  Normalizer normalizer;
  const auto results =
      merge_templates(std::vector{normalizer("worker-1 of 4 waited 5 s"), normalizer("job-2 of x waited 6 s"),
                                  normalizer("job-2 of 3 waited 7 s")});
  CHECK(results[0].text == "<*> of <*> waited N s");
  CHECK(results[0].captures == std::vector<Capture>{{5, Unit::seconds}});
  CHECK(results[1].captures == std::vector<Capture>{{6, Unit::seconds}});
}

TEST_CASE("templates without captures can be merged, too") {
  Normalizer normalizer;
  std::vector<Template> templates{normalizer("waited 5 s for x"), normalizer("waited 6 s for 7")};
  for (Template& source : templates) source.captures.clear();
  CHECK(merge_templates(templates)[0].text == "waited N s for <*>");
  CHECK(merge_templates(templates)[0].captures.empty());
}

TEST_CASE("nothing, and templates without words, can be merged") {
  CHECK(merge_templates({}).empty());
  CHECK(stay_apart({"", "...", "()", "5"}));
}

TEST_CASE("templates that nothing makes are refused") {
  using Places = std::vector<Template::Placeholder>;
  const auto refuses = [](const Places& places, const std::vector<Capture>& captures) {
    const std::vector<Template> templates{{"waited N of N", places, captures}};
    CHECK_THROWS_AS(merge_templates(templates), Error);
  };
  constexpr auto kNumber = PlaceholderKind::number;
  refuses({{14, 1, kNumber}}, {});
  refuses({{12, 2, kNumber}}, {});
  refuses({{12, 1, kNumber}, {7, 1, kNumber}}, {});
  refuses({{7, 1, kNumber}, {7, 1, kNumber}}, {});
  refuses({{7, 1, kNumber}, {12, 1, kNumber}}, {{5.0, Unit::none}});
}

TEST_CASE("a merger can be moved") {
  TemplateMerger first({{"gold"}});
  const TemplateMerger second = std::move(first);
  Normalizer normalizer;
  CHECK(second(std::vector{normalizer("plan gold"), normalizer("plan 5")})[0].merged.text == "plan gold");
}
