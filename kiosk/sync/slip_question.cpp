#include "kiosk/sync/slip_question.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "kiosk/sync/channel.h"

namespace foyer::uplink {

namespace {

struct Call {
  grpc::ClientContext context;
  sync::v1::CheckSlipRequest request;
  grpc::ByteBuffer response;
};

// gRPC's own calls take bytes that are no message for an answer that is well and empty.
Result<sync::v1::CheckSlipResponse> answerOf(const grpc::Status& status, grpc::ByteBuffer& bytes) {
  const auto silence = [](Code code) { return Error(code, "The server did not say how it stands with the slip."); };
  if (!status.ok()) return silence(static_cast<Code>(status.error_code()));
  sync::v1::CheckSlipResponse response;
  const bool isMessage = grpc::SerializationTraits<sync::v1::CheckSlipResponse>::Deserialize(&bytes, &response).ok();
  if (!isMessage || response.answer() == sync::v1::SLIP_ANSWER_UNSPECIFIED) return silence(Code::kInvalidArgument);
  return response;
}

}  // namespace

struct SlipQuestion::State {
  explicit State(const Identity& identity) : stub(makeChannel(identity)) {}
  grpc::TemplatedGenericStub<sync::v1::CheckSlipRequest, grpc::ByteBuffer> stub;
  std::mutex mutex;
  std::condition_variable ended;
  bool isGone = false;
  std::set<std::shared_ptr<Call>> underWay;
};

SlipQuestion::SlipQuestion(const Identity& identity) : m_state(std::make_shared<State>(identity)) {}

SlipQuestion::~SlipQuestion() {
  std::unique_lock lock(m_state->mutex);
  m_state->isGone = true;
  for (const auto& call : m_state->underWay) call->context.TryCancel();
  // Cancelled calls end at once; the connection must not go on a thread of gRPC.
  m_state->ended.wait(lock, [this] { return m_state->underWay.empty(); });
}

void SlipQuestion::ask(const Id16& slipId, Answered answered) {
  const auto call = std::make_shared<Call>();
  call->request.set_slip_id(slipId.str());
  call->context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(kSlipPatienceMs));
  {
    const std::lock_guard lock(m_state->mutex);
    m_state->underWay.insert(call);
  }
  State* const state = m_state.get();
  m_state->stub.UnaryCall(&call->context, "/foyer.sync.v1.SyncService/CheckSlip", {}, &call->request, &call->response,
                          [state, call = call, answered = std::move(answered)](const grpc::Status& status) mutable {
    bool isWanted = false;
    {
      const std::lock_guard lock(state->mutex);
      isWanted = !state->isGone;
    }
    if (isWanted) answered(answerOf(status, call->response));
    // Before anybody hears of the end: a call holds its connection, too, and would be the last to.
    answered = nullptr;
    const std::lock_guard lock(state->mutex);
    state->underWay.erase(call);
    call.reset();
    state->ended.notify_all();
  });
}

}  // namespace foyer::uplink
