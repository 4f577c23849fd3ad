/// Prints the root causes of logs, the most frequent first, in C:
///
///   top_causes killbill.log other.log.gz

#include <culprit/culprit.h>

#include <inttypes.h>
#include <stdio.h>

static int fail(void) {
  fprintf(stderr, "top_causes: %s\n", culprit_last_error());
  return 2;
}

static void print(FILE* file, culprit_text text) { fwrite(text.data, 1, text.size, file); }

int main(int argc, char** argv) {
  culprit_analyzer* const analyzer = culprit_analyzer_new(NULL);
  if (analyzer == NULL) return fail();
  if (!culprit_analyzer_read(analyzer, (const char* const*)argv + 1, (size_t)argc - 1)) return fail();
  culprit_summary* const summary = culprit_analyzer_finish(analyzer);
  culprit_analyzer_free(analyzer);
  if (summary == NULL) return fail();

  const culprit_root_cause* causes = NULL;
  const culprit_diagnostic* diagnostics = NULL;
  size_t cause_count = 0, diagnostic_count = 0;
  if (!culprit_summary_root_causes(summary, CULPRIT_ORDER_COUNT, &causes, &cause_count)) return fail();
  if (!culprit_summary_diagnostics(summary, &diagnostics, &diagnostic_count)) return fail();
  for (size_t i = 0; i < cause_count; ++i) {
    printf("%" PRIu64 "\t", causes[i].count);
    print(stdout, causes[i].class_name);
    printf(": ");
    print(stdout, causes[i].message_template);
    printf("\n");
  }
  for (size_t i = 0; i < diagnostic_count; ++i) {
    print(stderr, diagnostics[i].source);
    fprintf(stderr, ": ");
    print(stderr, diagnostics[i].message);
    fprintf(stderr, "\n");
  }
  culprit_summary_free(summary);
  return diagnostic_count == 0 ? 0 : 3;
}
