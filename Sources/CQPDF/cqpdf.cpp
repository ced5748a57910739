#include "cqpdf.h"

#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

// QPDF's pointers are those of the standard library.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

struct cqpdf_document {
  std::string bytes;
  std::shared_ptr<QPDF> pdf = QPDF::create();
  std::vector<QPDFPageObjectHelper> pages;
  // The forms that pages of other documents became here, so that one page is copied once.
  std::map<std::pair<cqpdf_document *, int>, QPDFObjectHandle> forms;
  int placed = 0;
};

namespace {

void tell(cqpdf_error *error, const char *message) {
  if (error) std::snprintf(error->message, sizeof error->message, "%s", message);
}

// No exception may pass through Swift.
template <typename Body> int guarded(cqpdf_error *error, Body body) {
  try {
    body();
    return 0;
  } catch (const std::exception &thrown) {
    tell(error, thrown.what());
  } catch (...) {
    tell(error, "unknown error");
  }
  return -1;
}

const size_t PAGES_MAX = 5000;
const size_t CONTENT_BYTES_MAX = 256 << 20;

// Ends the reading of what unfolds to more than any page has.
class Counter : public Pipeline {
public:
  Counter() : Pipeline("counter", nullptr) {}
  void write(unsigned char const *, size_t count) override {
    if (count > CONTENT_BYTES_MAX - bytes) {
      full = true;
      throw std::runtime_error(FULL);
    }
    bytes += count;
  }
  void finish() override {}
  bool is_full() const { return full; }
  static constexpr const char *FULL = "its pages unfold to more than 256 MiB";

private:
  size_t bytes = 0;
  bool full = false;
};

template <typename Load> cqpdf_document *open(cqpdf_error *error, Load load) {
  auto document = std::make_unique<cqpdf_document>();
  int status = guarded(error, [&] {
    document->pdf->setSuppressWarnings(true);
    load(*document);
    QPDFPageDocumentHelper helper(*document->pdf);
    // What was filled into a form is shown; what is for the screen alone is not.
    QPDFAcroFormDocumentHelper(*document->pdf).generateAppearancesIfNeeded();
    helper.flattenAnnotations(an_print);
    document->pages = helper.getAllPages();
    if (document->pages.size() > PAGES_MAX)
      throw std::runtime_error("it has more than " + std::to_string(PAGES_MAX) + " pages");
    // A page that cannot be read is found now, and not when it is written with all others.
    Counter counter;
    try {
      for (auto &page : document->pages) page.pipeContents(&counter);
    } catch (...) {
      // qpdf has words of its own for whatever a pipeline throws.
      if (counter.is_full()) throw std::runtime_error(Counter::FULL);
      throw;
    }
  });
  return status == 0 ? document.release() : nullptr;
}

class Receiver : public Pipeline {
public:
  Receiver(cqpdf_receiver receiver, void *context)
      : Pipeline("receiver", nullptr), receiver(receiver), context(context) {}
  void write(unsigned char const *data, size_t count) override { receiver(context, data, count); }
  void finish() override {}

private:
  cqpdf_receiver receiver;
  void *context;
};

// Keeps what comes, and no more than there is room for: a few bytes may unpack to very many.
class Bounded : public Pipeline {
public:
  explicit Bounded(size_t room) : Pipeline("bounded", nullptr), room(room) {}
  void write(unsigned char const *data, size_t count) override {
    if (count > room - bytes.size()) {
      is_full = true;
      throw std::runtime_error(full);
    }
    bytes.append(reinterpret_cast<const char *>(data), count);
  }
  void finish() override {}
  std::string bytes;
  // qpdf makes a warning of what is thrown while it unpacks.
  bool is_full = false;
  static constexpr const char *full = "an attachment unpacks to more than is read";

private:
  size_t room;
};

// Those that the document lists by name, then those that it only calls its own (PDF/A-3).
std::vector<QPDFObjectHandle> attached(QPDF &pdf) {
  std::vector<QPDFObjectHandle> files;
  for (auto &file : QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFiles()) files.push_back(file.second->getObjectHandle());
  auto associated = pdf.getRoot().getKey("/AF");
  if (associated.isArray()) {
    for (auto file : associated.getArrayAsVector()) files.push_back(file);
  } else if (associated.isDictionary()) {
    files.push_back(associated);
  }
  return files;
}

} // namespace

int cqpdf_attachments(const unsigned char *bytes, size_t count, size_t most, size_t room, cqpdf_wants wants,
                      cqpdf_attachment receiver, void *context, cqpdf_error *error) {
  return guarded(error, [&] {
    auto pdf = QPDF::create();
    pdf->setSuppressWarnings(true);
    pdf->processMemoryFile("PDF", reinterpret_cast<const char *>(bytes), count);
    std::set<QPDFObjGen> known;
    for (auto &object : attached(*pdf)) {
      if (!object.isDictionary() || most == 0) continue;
      --most;
      QPDFFileSpecObjectHelper file(object);
      auto stream = file.getEmbeddedFileStream();
      auto name = file.getFilename();
      if (!stream.isStream() || !known.insert(stream.getObjGen()).second || !wants(context, name.c_str())) continue;
      Bounded pipeline(room);
      stream.pipeStreamData(&pipeline, 0, qpdf_dl_all, true);
      if (pipeline.is_full) throw std::runtime_error(Bounded::full);
      receiver(context, name.c_str(), reinterpret_cast<const unsigned char *>(pipeline.bytes.data()),
               pipeline.bytes.size());
    }
  });
}

cqpdf_document *cqpdf_open(const unsigned char *bytes, size_t count, cqpdf_error *error) {
  return open(error, [&](cqpdf_document &document) {
    document.bytes.assign(reinterpret_cast<const char *>(bytes), count);
    document.pdf->processMemoryFile("PDF", document.bytes.data(), document.bytes.size());
  });
}

void cqpdf_close(cqpdf_document *document) { delete document; }

int cqpdf_page_count(cqpdf_document *document) { return static_cast<int>(document->pages.size()); }

int cqpdf_page_size(cqpdf_document *document, int page, double *width, double *height, cqpdf_error *error) {
  return guarded(error, [&] {
    auto &object = document->pages.at(page);
    auto box = object.getTrimBox().getArrayAsRectangle();
    auto rotation = object.getAttribute("/Rotate", false);
    bool is_turned = rotation.isInteger() && rotation.getIntValueAsInt() % 180 != 0;
    double across = std::fabs(box.urx - box.llx), up = std::fabs(box.ury - box.lly);
    *width = is_turned ? up : across;
    *height = is_turned ? across : up;
  });
}

int cqpdf_place(cqpdf_document *target, int page, cqpdf_document *source, int source_page, double x, double y,
                double width, double height, cqpdf_error *error) {
  return guarded(error, [&] {
    auto key = std::make_pair(source, source_page);
    auto known = target->forms.find(key);
    if (known == target->forms.end()) {
      auto form = target->pdf->copyForeignObject(source->pages.at(source_page).getFormXObjectForPage());
      known = target->forms.emplace(key, form).first;
    }
    auto &sheet = target->pages.at(page);
    auto resources = sheet.getAttribute("/Resources", true);
    if (!resources.isDictionary()) {
      resources = QPDFObjectHandle::newDictionary();
      sheet.getObjectHandle().replaceKey("/Resources", resources);
    }
    std::string name = "/Placed" + std::to_string(++target->placed);
    resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
    resources.getKey("/XObject").replaceKey(name, known->second);
    auto content = sheet.placeFormXObject(
        known->second, name, QPDFObjectHandle::Rectangle(x, y, x + width, y + height), false, true, true);
    sheet.addPageContents(target->pdf->newStream("q\n"), true);
    sheet.addPageContents(target->pdf->newStream("\nQ\n" + content), false);
  });
}

int cqpdf_write(cqpdf_document *document, cqpdf_receiver receiver, void *context, cqpdf_error *error) {
  return guarded(error, [&] {
    Receiver pipeline(receiver, context);
    QPDFWriter writer(*document->pdf);
    writer.setOutputPipeline(&pipeline);
    writer.setDeterministicID(true);
    writer.write();
  });
}
