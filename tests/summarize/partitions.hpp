#pragma once

#include <algorithm>
#include <cstddef>
#include <random>
#include <utility>
#include <vector>

/// Adds the values in random order to random parts, and merges these in random
/// order and grouping.
template <class Sketch, class Value>
Sketch merged_of_random_parts(std::vector<Value> values, std::mt19937& random) {
  std::shuffle(values.begin(), values.end(), random);
  std::vector<Sketch> parts(1 + random() % 6);
  for (const Value value : values) parts[random() % parts.size()].add(value);
  while (parts.size() > 1) {
    std::swap(parts.back(), parts[random() % parts.size()]);
    const Sketch last = std::move(parts.back());
    parts.pop_back();
    parts[random() % parts.size()].merge(last);
  }
  return parts.front();
}

template <class Sketch, class Value>
Sketch of_all(const std::vector<Value>& values) {
  Sketch sketch;
  for (const Value value : values) sketch.add(value);
  return sketch;
}
