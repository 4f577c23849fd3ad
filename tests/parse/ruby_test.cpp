#include "parse/ruby.hpp"

#include "catch.hpp"

using namespace culprit::parse;

namespace {

std::string uncaught(std::string_view text) {
  HeadText head;
  std::string scratch;
  if (!split_ruby_uncaught(text, head, scratch)) return "none";
  return std::string(head.class_name).append("|").append(head.message);
}

std::string logged(std::string_view message) {
  HeadText head;
  std::string scratch;
  if (!split_ruby_message(message, head, scratch)) return "none";
  return std::string(head.class_name).append("|").append(head.message);
}

}  // namespace

TEST_CASE("a place in Ruby is a path, a line and a method") {
  for (const std::string_view place :
       {"/path/x.rb:12:in 'm'", "org/jruby/RubyArray.java:1865:in `each'", "(eval):1:in `<main>'",
        "C:/my plugins/x.rb:3:in `block (2 levels) in <class:A>'", "/my plugins/x.rb:3:in `with blanks'",
        "<internal:kernel>:187:in `loop'"}) {
    CAPTURE(place);
    CHECK(ruby_place_length(place) == place.size());
    CHECK(ruby_place_length(std::string(place).append(": message")) == place.size());
  }
  CHECK(ruby_place_length("raised in api.rb:12:in `charge'") == 0);
  CHECK(ruby_place_length("/path/x.rb:12: warning: 'm'") == 0);
  CHECK(ruby_place_length("/path/x.rb:12:in m") == 0);
  CHECK(ruby_place_length("/path/x.rb:12:in 'cut") == 0);
}

TEST_CASE("a class in Ruby may stand in modules or be anonymous") {
  for (const std::string_view name : {"Oops", "HTTP2Fault", "ActiveRecord::ConnectionTimeoutError",
                                      "Überlauf", "#<Class:0x00007f4eb8b2ac38>"}) {
    CAPTURE(name);
    CHECK(ruby_class_length(name) == name.size());
    CHECK(ruby_class_length(std::string(name).append(": message")) == name.size());
  }
  CHECK(ruby_class_length("lower::Case") == 0);
  CHECK(ruby_class_length("Upper::lower") == 0);
  CHECK(ruby_class_length("#<Object:0x0000>") == 0);
}

TEST_CASE("Ruby prints the class of an uncaught error behind the message's first line") {
  CHECK(uncaught("x.rb:1:in `m': refused (A::B::Error)") == "A::B::Error|refused");
  CHECK(uncaught("x.rb:1:in `m': two (Oops)\nlines") == "Oops|two\nlines");
  CHECK(uncaught("x.rb:1:in `m':  (Oops)\nlines") == "Oops|\nlines");
  CHECK(uncaught("x.rb:1:in `m': gave up (Timeout::Error) (Oops)") == "Oops|gave up (Timeout::Error)");
  CHECK(uncaught("x.rb:1:in `m'") == "none");
}

TEST_CASE("Ruby has words of its own for an error without message or without name") {
  CHECK(uncaught("x.rb:1:in `m': unhandled exception") == "RuntimeError|");
  CHECK(uncaught("x.rb:1:in `m': A::B::Error") == "A::B::Error|");
  CHECK(uncaught("x.rb:1:in `m': of an anonymous class") == "|of an anonymous class");
  CHECK(uncaught("x.rb:1:in `m':\nof an anonymous class") == "|\nof an anonymous class");
}

TEST_CASE("Ruby's highlighting is no part of an error, a message's own colours are") {
  CHECK(uncaught("x.rb:1:in `m': \x1b[1mtwo (\x1b[1;4mOops\x1b[m\x1b[1m)\x1b[m\n\x1b[1mlines\x1b[m") ==
        "Oops|two\nlines");
  CHECK(uncaught("x.rb:1:in `m': \x1b[1;4munhandled exception\x1b[m") == "RuntimeError|");
  CHECK(uncaught("x.rb:1:in `m': \x1b[31mred\x1b[0m (Oops)") == "Oops|\x1b[31mred\x1b[0m");
}

TEST_CASE("a logger names Ruby's class behind the message or before it") {
  CHECK(logged("undefined method (NoMethodError)") == "NoMethodError|undefined method");
  CHECK(logged("two\nlines (A::B::Error)\n") == "A::B::Error|two\nlines");
  CHECK(logged(" (Oops)") == "Oops|");
  CHECK(logged("(Oops)") == "Oops|");
  CHECK(logged("NoMethodError - private method 'load' called for YAML:Module:") ==
        "NoMethodError|private method 'load' called for YAML:Module");
  CHECK(logged("Oops - colon at the end::") == "Oops|colon at the end:");
  CHECK(logged("NoMethodError - not this one (Oops)") == "Oops|NoMethodError - not this one");
  CHECK(logged("KeyError - gave up (Timeout::Error):") == "KeyError|gave up (Timeout::Error)");
  CHECK(logged("payment failed") == "none");
  CHECK(logged("payment failed (again)") == "none");
}

TEST_CASE("a path that begins with a blank is none") {
  CHECK(ruby_place_length(" :1:in `m'") == 0);
  CHECK(ruby_place_length("C:/a b/x.rb:1:in `m'") == 20);
}
