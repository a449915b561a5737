#include "tests/sim/picture.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace foyer::sim {

namespace {

constexpr double kLeft = 120, kRight = 48, kTop = 96, kLaneGap = 64, kBottom = 112;
constexpr double kWidthMax = 2'400;

constexpr const char* kInk = "#1f2933";
constexpr const char* kFaint = "#9aa5b1";
constexpr const char* kRail = "#d9e2ec";
constexpr const char* kSavedColour = "#2f855a";
constexpr const char* kFaultColour = "#c53030";
constexpr const char* kDownColour = "#fed7d7";
constexpr const char* kCutColour = "#feebc8";
constexpr const char* kAckColour = "#90cdf4";
constexpr const char* kAnewColour = "#6b46c1";
constexpr const char* kCaseColour = "#d69e2e";
constexpr const char* kStaffColour = "#2b6cb0";

std::string format(const char* pattern, auto... values) {
  char text[600];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

std::string escaped(const std::string& words) {
  std::string text;
  for (const char c : words) text += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
  return text;
}

class Picture {
 public:
  Picture(const Scenario& scenario, const Report& report) : m_scenario(scenario), m_report(report) {
    std::vector<int> lanes;
    for (const Happening& each : report.story) lanes.push_back(each.lane);
    std::sort(lanes.begin(), lanes.end());
    lanes.erase(std::unique(lanes.begin(), lanes.end()), lanes.end());
    double y = kTop;
    for (const int lane : lanes) m_y[lane] = y, y += kLaneGap;
    m_height = y - kLaneGap + kBottom;
    placeTimes();
  }

  std::string draw() {
    head();
    rails();
    for (const Happening& each : m_report.story) span(each);
    downtimes();
    for (const Happening& each : m_report.story) if (each.mark == Mark::kAck) mark(each);
    for (const Happening& each : m_report.story) if (each.mark != Mark::kAck) mark(each);
    axis();
    legend();
    return m_svg + "</svg>\n";
  }

 private:
  void placeTimes() {
    double x = 0;
    int64_t beforeMs = 0;
    for (const Happening& each : m_report.story) {
      const auto gapS = static_cast<double>(each.atMs - beforeMs) / 1'000;
      x += std::log1p(gapS) * 3 + (gapS > 0 ? 0.6 : 0);
      m_x[each.atMs] = x;
      beforeMs = each.atMs;
    }
    const double scale = x > 0 ? std::min(4.0, (kWidthMax - kLeft - kRight) / x) : 1;
    for (auto& [atMs, at] : m_x) at = kLeft + at * scale;
    m_width = kLeft + std::max(x * scale, 640.0) + kRight;
  }

  // Also of a moment at which nothing happened.
  double xOf(int64_t atMs) const {
    const auto at = m_x.lower_bound(atMs);
    return at == m_x.end() ? m_width - kRight : at->second;
  }

  void add(const std::string& element) { m_svg += "  " + element + "\n"; }
  void label(double x, double y, const std::string& words, const char* colour, int size, const char* anchor = "start") {
    add(format("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" font-size=\"%d\" text-anchor=\"%s\">", x, y, colour, size, anchor) +
        escaped(words) + "</text>");
  }

  void head() {
    m_svg = format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" "
                   "font-family=\"Inter, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n",
                   m_width, m_height, m_width, m_height);
    add(format("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>", m_width, m_height));
    label(24, 36, "Seed " + std::to_string(m_scenario.seed) + ", profile " + m_scenario.profile, kInk, 20);
    const bool isFine = m_report.violations.empty();
    const std::string rested = m_report.restedAfterMs < 0 ? "never at rest"
                                                          : "at rest " + std::to_string(m_report.restedAfterMs / 1'000) +
                                                                " s after the last fault";
    label(24, 58,
          std::to_string(m_report.promises) + " records promised, " + rested + ", " +
              (isFine ? std::string("every invariant held") : m_report.violations.front().invariant + " does NOT hold"),
          isFine ? kFaint : kFaultColour, 13);
  }

  void rails() {
    for (const auto& [lane, y] : m_y) {
      add(format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>", kLeft, y,
                 m_width - kRight, y, kRail));
      label(kLeft - 18, y + 5, laneName(lane), kInk, 14, "end");
    }
  }

  void band(int lane, int64_t fromMs, int64_t untilMs, const char* colour) {
    const double from = xOf(fromMs), until = std::max(xOf(untilMs), from + 3);
    add(format("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"22\" rx=\"4\" fill=\"%s\"/>", from, m_y[lane] - 11,
               until - from, colour));
  }

  void span(const Happening& each) {
    if (each.mark == Mark::kFault && each.untilMs > each.atMs) band(each.lane, each.atMs, each.untilMs, kCutColour);
  }

  // From a fault that stops a machine until it runs again: found backwards from "runs".
  void downtimes() {
    std::map<int, int64_t> stoppedMs;
    for (const Happening& each : m_report.story) {
      if (each.mark == Mark::kFault && each.untilMs <= each.atMs) stoppedMs.try_emplace(each.lane, each.atMs);
      if (each.mark == Mark::kSaved || each.mark == Mark::kAck) stoppedMs.erase(each.lane);
      if (each.mark != Mark::kAgain) continue;
      if (const auto since = stoppedMs.find(each.lane); since != stoppedMs.end()) {
        band(each.lane, since->second, each.atMs, kDownColour);
        stoppedMs.erase(since);
      }
    }
  }

  void mark(const Happening& each) {
    const double x = xOf(each.atMs), y = m_y[each.lane];
    const std::string title = "<title>" + clockText(each.atMs) + "  " + escaped(each.words) + "</title>";
    switch (each.mark) {
      case Mark::kAck:
        if (!m_y.count(kServerLane)) return;
        return add(format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.5\">", x,
                          m_y[kServerLane] + 3, x, y - 3, kAckColour) + title + "</line>");
      case Mark::kSaved: {
        const char* colour = each.lane == kStaffLane ? kStaffColour : kSavedColour;
        return add(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"1.5\">", x,
                          y, colour) + title + "</circle>");
      }
      case Mark::kFault:
        return add(format("<path d=\"M %.1f %.1f l 6 -11 l -12 0 Z\" fill=\"%s\" stroke=\"#ffffff\">", x, y - 9,
                          kFaultColour) + title + "</path>");
      case Mark::kAnew:
        return add(format("<rect x=\"%.1f\" y=\"%.1f\" width=\"4\" height=\"26\" rx=\"2\" fill=\"%s\">", x - 2, y - 13,
                          kAnewColour) + title + "</rect>");
      case Mark::kCase:
        return add(format("<path d=\"M %.1f %.1f l 6 6 l -6 6 l -6 -6 Z\" fill=\"%s\" stroke=\"#ffffff\">", x, y - 6,
                          kCaseColour) + title + "</path>");
      case Mark::kWrong:
        return add(format("<path d=\"M %.1f %.1f l 9 18 l -18 0 Z\" fill=\"none\" stroke=\"%s\" stroke-width=\"3\">", x,
                          y + 8, kFaultColour) + title + "</path>");
      default: return;
    }
  }

  void axis() {
    const double y = m_height - kBottom + 44;
    double lastX = -1'000;
    for (const auto& [atMs, x] : m_x) {
      if (x - lastX < 130) continue;
      lastX = x;
      add(format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x, y - 12, x, y - 6, kFaint));
      std::string text = clockText(atMs);
      label(x, y + 6, text.substr(0, text.size() - 4), kFaint, 11, "middle");
    }
  }

  void legend() {
    const double y = m_height - 26;
    double x = 24;
    const auto entry = [&](const std::string& element, const std::string& words) {
      add(format("<g transform=\"translate(%.1f %.1f)\">", x, y - 4) + element + "</g>");
      label(x + 14, y, words, kInk, 12);
      x += 34 + 6.6 * static_cast<double>(words.size());
    };
    const auto dot = [](const char* colour) { return format("<circle r=\"5\" fill=\"%s\"/>", colour); };
    const auto box = [](const char* colour) {
      return format("<rect x=\"-7\" y=\"-6\" width=\"14\" height=\"12\" rx=\"3\" fill=\"%s\"/>", colour);
    };
    entry(dot(kSavedColour), "a visitor was told \"saved\"");
    entry(dot(kStaffColour), "staff edit or decide");
    entry(format("<line x1=\"0\" y1=\"-8\" x2=\"0\" y2=\"8\" stroke=\"%s\" stroke-width=\"2\"/>", kAckColour), "acknowledged");
    entry(format("<path d=\"M 0 6 l 6 -11 l -12 0 Z\" fill=\"%s\"/>", kFaultColour), "fault");
    entry(box(kDownColour), "does not run");
    entry(box(kCutColour), "cut off, or trouble with the disk");
    entry(format("<rect x=\"-2\" y=\"-9\" width=\"4\" height=\"18\" rx=\"2\" fill=\"%s\"/>", kAnewColour), "new incarnation");
    entry(format("<path d=\"M 0 -6 l 6 6 l -6 6 l -6 -6 Z\" fill=\"%s\"/>", kCaseColour), "case");
  }

  const Scenario& m_scenario;
  const Report& m_report;
  std::map<int, double> m_y;
  std::map<int64_t, double> m_x;
  double m_width = 0, m_height = 0;
  std::string m_svg;
};

}  // namespace

std::string drawPicture(const Scenario& scenario, const Report& report) { return Picture(scenario, report).draw(); }

Status savePicture(const std::string& path, const Scenario& scenario, const Report& report) {
  const std::string svg = drawPicture(scenario, report);
  std::FILE* file = std::fopen(path.c_str(), "w");
  const bool isWritten = file != nullptr && std::fwrite(svg.data(), 1, svg.size(), file) == svg.size();
  const bool isClosed = file != nullptr && std::fclose(file) == 0;
  if (isWritten && isClosed) return okStatus();
  return Error(Code::kFailedPrecondition, "The picture cannot be written to " + path + "; name another file.");
}

}  // namespace foyer::sim
