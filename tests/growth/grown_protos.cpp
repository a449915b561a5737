#include "tests/growth/grown_protos.h"

#include <google/protobuf/descriptor.pb.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace foyer::growth {

namespace {

namespace files = std::filesystem;

std::string textOf(const files::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

Error failed(const std::string& what) { return Error(Code::kFailedPrecondition, what); }

}  // namespace

GrownProtos::GrownProtos() {
  std::string pattern = (files::temp_directory_path() / "foyer-growth-XXXXXX").string();
  FOYER_ASSERT(::mkdtemp(pattern.data()));
  m_folder = pattern;
  files::copy(std::string(FOYER_SOURCE_DIR) + "/proto/foyer", m_folder + "/foyer", files::copy_options::recursive);
}

GrownProtos::~GrownProtos() { files::remove_all(m_folder); }

Status GrownProtos::add(const std::string& message, const std::string& lines) {
  for (const auto& file : files::directory_iterator(m_folder + "/foyer/record/v1")) {
    std::string text = textOf(file.path());
    const size_t start = text.find("\nmessage " + message + " {");
    if (start == std::string::npos) continue;
    text.insert(text.find("\n}\n", start + 1) + 1, lines);
    std::ofstream(file.path()) << text;
    return okStatus();
  }
  return failed("No file of proto/foyer/record/v1 has a message " + message + ".");
}

Status GrownProtos::compile() {
  const std::string told = m_folder + "/protoc.txt";
  const std::string command = std::string("'" FOYER_PROTOC "' --include_imports --proto_path='") + m_folder + "' --descriptor_set_out='" +
                              m_folder + "/set' '" + m_folder + "'/foyer/record/v1/*.proto 2>'" + told + "'";
  if (std::system(command.c_str()) != 0) return failed(textOf(told));
  google::protobuf::FileDescriptorSet set;
  if (!set.ParseFromString(textOf(m_folder + "/set"))) return failed("What protoc wrote cannot be read.");
  for (const auto& file : set.file())
    if (!m_pool.BuildFile(file)) return failed(file.name() + " cannot be built.");
  return okStatus();
}

Result<schema::Schema> GrownProtos::load() {
  FOYER_TRY(compile());
  std::vector<const google::protobuf::Descriptor*> messages;
  for (const auto* known : schema::Schema::builtInMessages())
    messages.push_back(m_pool.FindMessageTypeByName(known->full_name()));
  return schema::Schema::load(messages);
}

Result<std::string> documentedLine() {
  const std::string text = textOf(std::string(FOYER_SOURCE_DIR) + "/CONTRIBUTING.md");
  const std::string fence = "```\n";
  const size_t heading = text.find("## Add a field\n");
  if (heading == std::string::npos) return failed("CONTRIBUTING.md has no \"Add a field\".");
  const size_t start = text.find(fence, heading) + fence.size();
  return text.substr(start, text.find(fence, start) - start);
}

}  // namespace foyer::growth
