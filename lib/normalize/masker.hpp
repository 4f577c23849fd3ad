#pragma once

#include "normalize/form_memo.hpp"
#include "normalize/scan.hpp"
#include "normalize/stops.hpp"
#include "normalize/user_masks.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace culprit::normalization {

/// Masks what varies from message to message, by the rules in
/// docs/normalization.md. One pass, and no memory per message once the buffers
/// have grown, if there are no user masks.
///
///   Masker masker;
///   const MaskedMessage& masked = masker.mask("waited 8.904 seconds");
///   masked.key == std::string("waited \0 seconds", 16)
///
/// Time is linear in the message, whatever its bytes. Not for several threads
/// at once; make one for each.
class Masker {
public:
  /// `rules` are tried before the built-in ones. Throws Error for a user mask that isn't valid.
  explicit Masker(const std::vector<UserMask>& masks = {}, std::span<const LiteralRule> rules = {});

  /// Valid until the next call. `outer` may be the message of the call before, if it is still
  /// there: where it repeats this one, that saves most of the work.
  const MaskedMessage& mask(std::string_view message, std::string_view outer = {});

private:
  void add_rules(std::span<const LiteralRule> rules);
  void learn(std::string_view message, const MaskedMessage& masked);
  void mask_until(std::size_t end);
  bool may_have_rule(char first, char second) const;
  bool apply_literal_rules(char first);
  void mask_break(char c);
  void mask_word();
  void mask_marked_word(std::size_t stop);
  bool mask_lone_number();
  bool mask_lone_uuid();
  void mask_in_word(std::uint8_t hints);
  bool mask_run(std::uint8_t hints);
  bool mask_name(std::uint8_t hints);
  bool mask_mark();
  void mask_quantity(std::size_t prefix);
  void mask_quantity(std::size_t prefix, const NumberMatch& number);
  bool mask_as(PlaceholderKind kind, std::size_t length);

  UserMasks user_masks_;
  std::array<std::vector<LiteralRule>, 256> rules_;  // by the first byte of the literal
  std::array<std::uint64_t, 256>
      seconds_{};  // of these literals: bit n for a second byte that is n modulo 64
  Scan scan_;
  Stops stops_;
  FormMemo memo_;
  std::uint32_t unknown_ = 0;  // messages since the last one that the memo knew
};

}  // namespace culprit::normalization
