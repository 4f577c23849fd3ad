#include "mutator.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

// A main() for fuzz targets where libFuzzer doesn't come with the compiler, with options in its style:
//
//   throwable_fuzzer [-mutants=N [-first=K]] [-dict=FILE] [-timeout=SECONDS] [-artifact_prefix=PREFIX] FILE…
//
// hands each file to the target, in order, and then the mutants K to K + N - 1 that a Mutator makes of
// them. What a mutant did that fails is told by its number, and the mutant is written to PREFIX<number>.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using culprit::fuzz::Mutator;

struct Arguments {
  std::uint64_t first = 0;
  std::uint64_t mutants = 0;
  unsigned timeout = 0;
  std::string dictionary;
  std::string prefix = "mutant-";
  std::vector<std::string> files;
};

template <class Number>
Number to_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::invalid_argument("no number: " + std::string(text));
  return number;
}

Arguments read_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string_view text = values[i];
    const std::string_view option = text.substr(0, text.find('=') + 1);
    const std::string_view value = text.substr(option.size());
    if (option == "-first=") arguments.first = to_number<std::uint64_t>(value);
    else if (option == "-mutants=") arguments.mutants = to_number<std::uint64_t>(value);
    else if (option == "-timeout=") arguments.timeout = to_number<unsigned>(value);
    else if (option == "-dict=") arguments.dictionary = value;
    else if (option == "-artifact_prefix=") arguments.prefix = value;
    else if (text.starts_with('-')) throw std::invalid_argument("no option: " + std::string(text));
    else arguments.files.emplace_back(text);
  }
  if (arguments.files.empty()) throw std::invalid_argument("no file");
  return arguments;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::ios::failure("can't read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// From memory of its own size, so that reading behind the end is found.
void hand_over(const std::string& input, unsigned timeout) {
  const std::vector<char> bytes(input.begin(), input.end());
  ::alarm(timeout);  // its signal ends the process
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  ::alarm(0);
}

/// Whether all mutants pass. They are handed over in a process of its own, which may die of one in
/// any way; the number that it was at is in memory that both see.
bool search(const Mutator& mutator, const Arguments& arguments) {
  void* const shared = ::mmap(nullptr, sizeof(std::atomic<std::uint64_t>), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "no shared memory");
  auto& number = *new (shared) std::atomic(arguments.first);
  const std::uint64_t end = arguments.first + arguments.mutants;

  const pid_t child = ::fork();
  if (child == -1) throw std::system_error(errno, std::generic_category(), "no other process");
  if (child == 0) {
    for (; number != end; ++number) hand_over(mutator.mutant(number), arguments.timeout);
    std::exit(0);
  }

  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::system_error(errno, std::generic_category());
  if (status == 0) return true;
  if (number == end) {
    std::printf("all mutants passed, but not the end of their process\n");
    return false;
  }
  const std::string path = arguments.prefix + std::to_string(number);
  std::ofstream(path, std::ios::binary) << mutator.mutant(number);
  const char* const end_of_process = WIFSIGNALED(status) ? ::strsignal(WTERMSIG(status)) : "exit";
  std::printf("mutant %s fails (%s): %s\n", std::to_string(number).c_str(), end_of_process, path.c_str());
  return false;
}

}  // namespace

int main(int count, char** values) try {
  const Arguments arguments = read_arguments(count, values);
  std::vector<std::string> known;
  for (const std::string& path : arguments.files) {
    known.push_back(read_file(path));
    std::printf("%s\n", path.c_str());
    std::fflush(stdout);  // so that the last one is that of a crash
    hand_over(known.back(), arguments.timeout);
  }
  if (arguments.mutants == 0) return 0;

  std::vector<std::string> words;
  if (!arguments.dictionary.empty()) words = culprit::fuzz::read_dictionary(arguments.dictionary);
  return search(Mutator(std::move(known), std::move(words)), arguments) ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
