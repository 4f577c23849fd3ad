// Summarises a small log with an installed culprit.

#include <culprit/culprit.hpp>

#include <iostream>
#include <string_view>

int main() {
  constexpr std::string_view log =
      "2021-12-22 10:18:46,867 [http-nio-8080-exec-3] ERROR o.k.b.jaxrs.resources.PaymentResource - boom\n"
      "java.util.concurrent.ExecutionException: java.lang.IllegalStateException: out of luck\n"
      "\tat java.util.concurrent.FutureTask.report(FutureTask.java:122)\n"
      "Caused by: java.lang.IllegalStateException: out of luck\n"
      "\t... 1 common frames omitted\n";

  culprit::Analyzer analyzer;
  analyzer.feed("example.log", log.substr(0, 150));
  analyzer.feed("example.log", log.substr(150));
  std::cout << "culprit " << culprit::kVersion << '\n' << culprit::render_json(analyzer.finish()) << '\n';
}
