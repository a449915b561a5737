// One CheckSlip call: its answer leaves a fixed time after the question, so that its time tells nothing.
//
// Place: SyncServer makes one a call; the session thread says the answer. Ownership: gRPC's until OnDone, which
// deletes it. Threads: answer() and refuse() once, from any. Errors: none. Does not: look anything up.
#pragma once

#include <grpcpp/alarm.h>
#include <grpcpp/grpcpp.h>

#include <chrono>

#include "foyer/sync/v1/sync.grpc.pb.h"
#include "shared/base/result.h"

namespace foyer::rpc {

class SlipCall final : public grpc::ServerUnaryReactor {
 public:
  SlipCall(grpc::ByteBuffer* response, int64_t answerAfterMs)
      : m_response(response), m_due(std::chrono::system_clock::now() + std::chrono::milliseconds(answerAfterMs)) {}

  void answer(const foyer::sync::v1::CheckSlipResponse& answer) {
    bool ownsBytes = false;
    grpc::SerializationTraits<foyer::sync::v1::CheckSlipResponse>::Serialize(answer, m_response, &ownsBytes);
    // Also when it is cancelled: gRPC waits for the end of every call.
    m_alarm.Set(m_due, [this](bool) { Finish(grpc::Status::OK); });
  }
  void refuse(const Error& error) {
    Finish(grpc::Status(static_cast<grpc::StatusCode>(error.code()), error.message()));
  }

  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer* const m_response;
  const std::chrono::system_clock::time_point m_due;
  grpc::Alarm m_alarm;
};

}  // namespace foyer::rpc
