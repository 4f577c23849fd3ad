#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// What libFuzzer's main() does with files: hands each to the target, in order. For
// compilers that don't come with libFuzzer.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int main(int count, char** values) try {
  int inputs = 0;
  for (int i = 1; i < count; ++i) {
    const std::string path = values[i];
    if (path.starts_with('-')) continue;  // an option of libFuzzer's
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::ios::failure("can't read " + path);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    std::printf("%s\n", path.c_str());
    std::fflush(stdout);  // so that the last one is that of a crash
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    ++inputs;
  }
  return inputs == 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
