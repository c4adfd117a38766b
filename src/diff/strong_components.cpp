#include "diff/strong_components.hpp"

#include <algorithm>

namespace retort {
namespace {

class Tarjan {
 public:
  explicit Tarjan(const std::vector<std::vector<std::size_t>>& next)
      : next_(next), index_(next.size(), 0), low_(next.size(), 0), on_stack_(next.size(), false) {}

  std::vector<std::vector<std::size_t>> run() {
    for (std::size_t i = 0; i < next_.size(); ++i) {
      if (index_[i] == 0) walk(i);
    }
    return std::move(components_);
  }

 private:
  struct Frame {
    std::size_t node;
    std::size_t edge;
  };

  void enter(std::size_t node) {
    index_[node] = low_[node] = ++count_;
    stack_.push_back(node);
    on_stack_[node] = true;
    frames_.push_back({node, 0});
  }

  void walk(std::size_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::size_t node = frame.node;
      if (frame.edge < next_[node].size()) {
        const std::size_t other = next_[node][frame.edge++];
        if (index_[other] == 0) {
          enter(other);
        } else if (on_stack_[other]) {
          low_[node] = std::min(low_[node], index_[other]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == index_[node]) close(node);
    }
  }

  void close(std::size_t root) {
    std::vector<std::size_t> component;
    std::size_t node = 0;
    do {
      node = stack_.back();
      stack_.pop_back();
      on_stack_[node] = false;
      component.push_back(node);
    } while (node != root);
    std::sort(component.begin(), component.end());
    components_.push_back(std::move(component));
  }

  const std::vector<std::vector<std::size_t>>& next_;
  std::vector<std::size_t> index_;  // 1 and up; 0: not seen
  std::vector<std::size_t> low_;
  std::vector<bool> on_stack_;
  std::vector<std::size_t> stack_;
  std::vector<Frame> frames_;
  std::vector<std::vector<std::size_t>> components_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<std::vector<std::size_t>> strong_components(const std::vector<std::vector<std::size_t>>& next) {
  return Tarjan(next).run();
}

}  // namespace retort
