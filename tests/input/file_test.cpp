#include "catch.hpp"
#include "compress.hpp"
#include "input/source.hpp"
#include "reading.hpp"

#include <boost/iostreams/read.hpp>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>

using namespace culprit;
using namespace culprit::input;
using namespace std::string_literals;
using Kind = Diagnostic::Kind;

namespace {

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// Makes a descriptor the standard input, as long as it lives.
class StandardInput {
public:
  explicit StandardInput(int descriptor) : saved_(::dup(STDIN_FILENO)) {
    ::dup2(descriptor, STDIN_FILENO);
    ::close(descriptor);
  }
  ~StandardInput() {
    ::dup2(saved_, STDIN_FILENO);
    ::close(saved_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

private:
  int saved_;
};

/// A pipe into which a thread writes `bytes`, and then closes it.
class FedPipe {
public:
  explicit FedPipe(std::string bytes) {
    REQUIRE(::pipe(ends_.data()) == 0);
    writer_ = std::thread([end = ends_[1], bytes = std::move(bytes)] {
      write_all(end, bytes);
      ::close(end);
    });
  }
  ~FedPipe() { writer_.join(); }
  FedPipe(const FedPipe&) = delete;
  FedPipe& operator=(const FedPipe&) = delete;

  int read_end() const { return ends_[0]; }

private:
  std::array<int, 2> ends_{};
  std::thread writer_;
};

/// Acts as a user without rights, if it is root that runs the tests.
class Unprivileged {
public:
  Unprivileged() { root_ = ::geteuid() == 0 && ::seteuid(65534) == 0; }
  ~Unprivileged() {
    if (root_ && ::seteuid(0) != 0) std::abort();
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

private:
  bool root_;
};

void check_unreadable(const Reading& reading, const std::string& message) {
  REQUIRE(reading.fault);
  CHECK(reading.fault->kind == Kind::unreadable);
  CHECK(reading.fault->what() == message);
  CHECK(reading.data.empty());
}

}  // namespace

TEST_CASE("a plain file is read as it is") {
  const std::string text = GENERATE(""s, "x"s, "BZh9 is no bzip2\n"s, log_text(20000));
  const std::size_t block_bytes = GENERATE(1000U, 256U << 10);
  const TemporaryDirectory directory;
  const Reading reading = read_file(directory.write(text, "killbill.log.gz"), block_bytes);
  CHECK((reading.data == text));
  CHECK_FALSE(reading.fault);
  CHECK(reading.consumed == text.size());
}

TEST_CASE("a source is a Boost.Iostreams Source") {
  const TemporaryDirectory directory;
  const auto source = open(directory.write("a log\n"));
  std::string bytes(10, '\0');
  CHECK(boost::iostreams::read(*source, bytes.data(), 10) == 6);
  CHECK(boost::iostreams::read(*source, bytes.data(), 10) == -1);
}

TEST_CASE("a missing file is reported") {
  const TemporaryDirectory directory;
  check_unreadable(read_file(directory.path("none.log")), "No such file or directory");
}

TEST_CASE("a directory is reported with advice") {
  const TemporaryDirectory directory;
  check_unreadable(read_file(directory.path()), "Is a directory; name the files in it");
}

TEST_CASE("a file that may not be read is reported") {
  const TemporaryDirectory directory;
  const std::string path = directory.write("secret");
  ::chmod(path.c_str(), 0);
  const Unprivileged unprivileged;
  check_unreadable(read_file(path), "Permission denied");
}

TEST_CASE("a named pipe is read to its end") {
  const std::string text = log_text(20000);
  const auto format = GENERATE(as<std::optional<Format>>{}, std::nullopt, Format::gzip, Format::xz);
  const std::string stored = format ? compress(*format, text) : text;
  const TemporaryDirectory directory;
  const std::string path = directory.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  std::thread writer([&] {
    const int descriptor = ::open(path.c_str(), O_WRONLY);
    write_all(descriptor, stored);
    ::close(descriptor);
  });
  const Reading reading = read_file(path);
  writer.join();
  CHECK((reading.data == text));
  CHECK_FALSE(reading.fault);
  CHECK(reading.consumed == stored.size());
}

TEST_CASE("a pipe's first bytes are read only once, however few are asked for") {
  FedPipe pipe("a short log\n");
  const StandardInput input(pipe.read_end());
  CHECK(read_file("-", 3).data == "a short log\n");
}

TEST_CASE("standard input is decoded like a file, and left open") {
  const std::string text = log_text(20000);
  const auto format = GENERATE(as<std::optional<Format>>{}, std::nullopt, Format::zstd, Format::bzip2);
  const std::string stored = format ? compress(*format, text) : text;
  FedPipe pipe(stored);
  const StandardInput input(pipe.read_end());
  const Reading reading = read_file("-");
  CHECK((reading.data == text));
  CHECK_FALSE(reading.fault);
  CHECK(::fcntl(STDIN_FILENO, F_GETFD) != -1);
}

TEST_CASE("standard input that is a file is read from where it stands") {
  const TemporaryDirectory directory;
  const std::string compressed = compress(Format::gzip, "a log\n");
  const std::string path = directory.write("head" + compressed + "garbage");
  const int descriptor = ::open(path.c_str(), O_RDONLY);
  REQUIRE(::lseek(descriptor, 4, SEEK_SET) == 4);
  const StandardInput input(descriptor);
  const Reading reading = read_file("-");
  CHECK(reading.data == "a log\n");
  REQUIRE(reading.fault);
  CHECK(reading.fault->offset == 4 + compressed.size());
  CHECK(reading.consumed == compressed.size() + 7);
}

TEST_CASE("a closed standard input is reported") {
  const StandardInput input(::dup(STDIN_FILENO));
  ::close(STDIN_FILENO);
  check_unreadable(read_file("-"), "Standard input is closed");
}

TEST_CASE("standard input that is a directory is reported") {
  const TemporaryDirectory directory;
  const StandardInput input(::open(directory.path().c_str(), O_RDONLY));
  check_unreadable(read_file("-"), "Is a directory; name the files in it");
}

TEST_CASE("a pipe that someone made non-blocking is waited for") {
  FedPipe pipe(log_text(20000));
  REQUIRE(::fcntl(pipe.read_end(), F_SETFL, O_NONBLOCK) == 0);
  const StandardInput input(pipe.read_end());
  const Reading reading = read_file("-");
  CHECK((reading.data == log_text(20000)));
  CHECK_FALSE(reading.fault);
}

TEST_CASE("signals don't disturb reading") {
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = [](int) {};
  REQUIRE(::sigaction(SIGUSR1, &ignore, &before) == 0);  // without SA_RESTART: calls return EINTR
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  std::thread writer([&, reader = ::pthread_self()] {
    for (int i = 0; i < 300; ++i) {
      ::pthread_kill(reader, SIGUSR1);
      if (i % 10 == 0) write_all(ends[1], "a line\n");
    }
    ::close(ends[1]);
  });
  Reading reading;
  {
    const StandardInput input(ends[0]);
    reading = read_file("-");
  }
  writer.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  CHECK(reading.data.size() == 30 * 7);
  CHECK_FALSE(reading.fault);
}

TEST_CASE("a device is read like a file") {
  const Reading reading = read_file("/dev/null");
  CHECK(reading.data.empty());
  CHECK_FALSE(reading.fault);
}

TEST_CASE("a source may be read by another thread than the one that opened it") {
  const TemporaryDirectory directory;
  const std::string text = log_text(1000);
  auto source = open(directory.write(compress(Format::bzip2, text)));
  Reading reading;
  std::thread([&reading, moved = std::move(source)] { reading = read_all(*moved); }).join();
  CHECK((reading.data == text));
}

TEST_CASE("only a regular file that isn't compressed has a plain size") {
  const TemporaryDirectory directory;
  CHECK(plain_size(directory.write("a log\n")) == 6);
  CHECK_FALSE(plain_size(directory.write(compress(Format::gzip, "a log\n"))));
  CHECK_FALSE(plain_size(directory.write("")));
  CHECK_FALSE(plain_size(directory.path()));
  CHECK_FALSE(plain_size(directory.path("none")));
  CHECK_FALSE(plain_size("/dev/null"));
  CHECK_FALSE(plain_size("-"));
  const std::string pipe = directory.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_FALSE(plain_size(pipe));
}

TEST_CASE("every regular file has a stored size") {
  const TemporaryDirectory directory;
  const std::string compressed = compress(Format::gzip, "a log\n");
  CHECK(stored_size(directory.write(compressed)) == compressed.size());
  CHECK(stored_size(directory.write("")) == 0);
  CHECK_FALSE(stored_size(directory.path()));
  CHECK_FALSE(stored_size(directory.path("none")));
  CHECK_FALSE(stored_size("/dev/null"));
  CHECK_FALSE(stored_size("-"));
}

TEST_CASE("a plain file can be read from any offset") {
  const TemporaryDirectory directory;
  const std::string path = directory.write("a log of lines");
  const auto source = open_at(path, 6);
  const Reading reading = read_all(*source, 3);
  CHECK(reading.data == "of lines");
  CHECK(reading.consumed == 8);
  CHECK(read_all(*open_at(path, 100)).data.empty());
}
