#include "sync-server/review/case_view.h"

#include <algorithm>
#include <charconv>

#include "sync-server/review/capacity_view.h"
#include "sync-server/review/quarantine_reason.h"

namespace foyer::review {

namespace api = foyer::staff::v1;

namespace {
constexpr uint32_t kCasesMax = 200;
constexpr uint32_t kCasesDefault = 50;
}  // namespace

Result<api::CaseSummary> CaseView::summary(const store::Reader& reader, const store::CaseRow& row) const {
  FOYER_ASSIGN(api::CaseSummary summary, m_records.summary(reader, row));
  if (row.kind == store::CaseKind::kQuarantine) summary.set_quarantine_reason(quarantineReasonOf(row.reason));
  FOYER_TRY(CapacityView(m_records).show(reader, row, summary));
  return summary;
}

Result<api::ListCasesResponse> CaseView::list(const store::Reader& reader, const api::ListCasesRequest& request) const {
  api::ListCasesResponse response;
  size_t offset = 0;
  const std::string& token = request.page_token();
  if (!token.empty()) {
    const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), offset);
    if (error != std::errc() || stop != token.data() + token.size())
      return Error(Code::kInvalidArgument, "The page token is not one of ours; start at the first page.");
  }
  const size_t limit = std::min(request.page_size() ? request.page_size() : kCasesDefault, kCasesMax);
  // One more than shown says whether there is a next page.
  FOYER_ASSIGN(const auto rows, reader.listCases(request.kind(), request.include_closed(), limit + 1, offset));
  for (size_t i = 0; i < rows.size() && i < limit; ++i) {
    FOYER_ASSIGN(*response.add_cases(), summary(reader, rows[i]));
  }
  if (rows.size() > limit) response.set_next_page_token(std::to_string(offset + limit));
  FOYER_ASSIGN(const uint64_t open, reader.countOpenCases());
  response.set_open_total(static_cast<uint32_t>(open));
  return response;
}

Result<api::GetCaseResponse> CaseView::page(const store::Reader& reader, const Id16& id) const {
  FOYER_ASSIGN(const auto row, reader.findCase(id));
  if (!row) return Error(Code::kNotFound, "There is no such case; go back to the list.");
  api::GetCaseResponse page;
  FOYER_ASSIGN(*page.mutable_summary(), summary(reader, *row));
  FOYER_TRY(CapacityView(m_records).showConfirmed(reader, page));
  if (row->kind != store::CaseKind::kConflict) return page;
  FOYER_ASSIGN(*page.mutable_field(), m_records.field(reader, row->recordId, row->field));
  FOYER_ASSIGN(const auto lines, m_records.history(reader, row->recordId, row->field));
  for (const api::HistoryLine& line : lines) *page.add_history() = line;
  return page;
}

}  // namespace foyer::review
