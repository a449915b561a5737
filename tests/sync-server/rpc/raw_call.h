// Says bytes to a server, message by message, whatever they are, and hears all there is.
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace foyer::rpc {

template <typename Message>
struct Heard {
  std::vector<Message> messages;
  grpc::Status status;
};

// A call on a connection of its own; bounded by 20 s.
template <typename Message>
Heard<Message> sayBytes(const std::shared_ptr<grpc::Channel>& channel, const std::string& method, const std::vector<std::string>& messages) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  grpc::CompletionQueue queue;
  const auto wait = [&] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(nullptr);
  bool isOpen = wait();
  for (const std::string& bytes : messages) {
    if (!isOpen) break;
    const grpc::Slice slice(bytes);
    call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    isOpen = wait();
  }
  if (isOpen) {
    call->WritesDone(nullptr);
    wait();
  }
  Heard<Message> heard;
  for (grpc::ByteBuffer received;; received.Clear()) {
    call->Read(&received, nullptr);
    if (!wait()) break;
    Message message;
    EXPECT_TRUE(grpc::SerializationTraits<Message>::Deserialize(&received, &message).ok());
    heard.messages.push_back(std::move(message));
  }
  call->Finish(&heard.status, nullptr);
  wait();
  queue.Shutdown();
  while (wait()) continue;
  return heard;
}

}  // namespace foyer::rpc
