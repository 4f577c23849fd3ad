#include "parse/shape.hpp"

#include "catch.hpp"

#include <random>
#include <string>

using culprit::parse::Shape;

TEST_CASE("a shape's digits stand for any digit, its other characters for themselves") {
  const Shape shape("2015-10-09 18:04:22,808 [");
  const std::string_view rest = "main] INFO  a.B - message";
  CHECK(shape.begins(std::string("1999-99-99 99:99:99,999 [").append(rest)));
  CHECK_FALSE(shape.begins(std::string("1999-99-99 99:99:99.999 [").append(rest)));
  CHECK_FALSE(shape.begins(std::string("1999-99-9x 99:99:99,999 [").append(rest)));
  CHECK_FALSE(shape.begins("1999-99-99 99:99:99,999 ["));
}

TEST_CASE("a shape is a matter of each character alone") {
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    std::string example(1 + random() % Shape::kLongest, '\0');
    for (char& c : example) c = "0189:- \xff"[random() % 8];
    std::string text = example + std::string(16, 'x');
    if (round % 2 == 0) text[random() % example.size()] = static_cast<char>(random() % 256);
    const std::size_t begin = random() % 2 * (random() % example.size());
    const std::size_t end = random() % 2 == 0 ? Shape::kLongest : random() % example.size();
    bool expected = true;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < example.size(); ++i)
      expected &= is_digit(example[i]) && i >= begin && i < end ? is_digit(text[i]) : text[i] == example[i];
    CAPTURE(example, text, begin, end);
    REQUIRE(Shape(example, begin, end).begins(text) == expected);
  }
}

TEST_CASE("there is no shape of nothing, or of a text that is too long") {
  const std::string text(100, '1');
  CHECK_FALSE(Shape().begins(text));
  CHECK_FALSE(Shape("").begins(text));
  CHECK_FALSE(Shape(std::string(Shape::kLongest + 1, '1')).begins(text));
}
