#pragma once

namespace culprit::input {

/// Ends the waiting of another thread, for File::interrupt_by().
class Interrupt {
public:
  /// Throws Fault if the process has no descriptors left.
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Readable once raise() was called.
  int descriptor() const { return ends_[0]; }

  /// To be called once.
  void raise();

private:
  int ends_[2] = {-1, -1};  // of a pipe
};

}  // namespace culprit::input
