#include "kiosk/sync/asset_line.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <map>

namespace foyer::uplink {

namespace {

QNetworkRequest requestFor(const AssetPiece& piece, const QSslConfiguration& trust) {
  QUrl url;
  url.setScheme(QStringLiteral("https"));
  QString host = QString::fromStdString(piece.host);
  if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'))) host = host.mid(1, host.size() - 2);
  url.setHost(host);
  url.setPort(piece.port);
  url.setPath(QStringLiteral("/assets/") + QString::fromStdString(piece.hashHex));
  QNetworkRequest request(url);
  request.setSslConfiguration(trust);
  request.setTransferTimeout(kAssetPatienceMs);
  request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
  request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
  request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  // Bytes as they are: a hash of something unpacked would be another.
  request.setRawHeader("Accept-Encoding", "identity");
  request.setRawHeader("Range", "bytes=" + QByteArray::number(static_cast<qulonglong>(piece.offset)) + "-" +
                                    QByteArray::number(static_cast<qulonglong>(piece.offset + piece.count - 1)));
  return request;
}

// This machine's clock may be wrong by decades, and what comes is judged by its hash. Nothing else is forgiven.
void forgiveTheClock(QNetworkReply* reply, const QList<QSslError>& errors) {
  const bool isOnlyTime = std::all_of(errors.begin(), errors.end(), [](const QSslError& error) {
    return error.error() == QSslError::CertificateNotYetValid || error.error() == QSslError::CertificateExpired;
  });
  if (isOnlyTime) reply->ignoreSslErrors(errors);
}

Error failed(const QNetworkReply& reply) {
  return Error(Code::kUnavailable, "A picture of the catalogue cannot be fetched from the server (" +
                                       reply.errorString().toStdString() + "); it is tried again.");
}

Result<std::string> piecesOf(QNetworkReply& reply, const AssetPiece& piece) {
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (status == 404)
    return Error(Code::kNotFound, "The server does not have a picture of its catalogue; load the catalogue there again.");
  if (status == 416) return Error(Code::kDataLoss, "A picture at the server is shorter than the catalogue says.");
  if (reply.error() != QNetworkReply::NoError) return failed(reply);
  const QByteArray extent = "bytes " + QByteArray::number(static_cast<qulonglong>(piece.offset)) + "-";
  const bool isThePiece = status == 206 && reply.rawHeader("Content-Range").startsWith(extent);
  const bool isTheWhole = status == 200 && piece.offset == 0;
  const QByteArray body = reply.readAll();
  if ((!isThePiece && !isTheWhole) || body.isEmpty() || static_cast<uint64_t>(body.size()) > piece.count)
    return Error(Code::kDataLoss, "The server answered with something else than the picture that was asked for.");
  return body.toStdString();
}

}  // namespace

// Lives on its thread but for start and end.
struct AssetLine::Thread {
  QThread thread;
  QObject place;  // of the thread; what is invoked on it runs there
  QNetworkAccessManager* manager = nullptr;
  QSslConfiguration trust;
  std::map<QNetworkReply*, FetchedPiece> underWay;

  void fetch(const AssetPiece& piece, FetchedPiece done) {
    QNetworkReply* reply = manager->get(requestFor(piece, trust));
    underWay.emplace(reply, std::move(done));
    QObject::connect(reply, &QNetworkReply::sslErrors, &place,
                     [reply](const QList<QSslError>& errors) { forgiveTheClock(reply, errors); });
    // An answer that is longer than asked for is not waited for.
    QObject::connect(reply, &QNetworkReply::readyRead, &place, [reply, most = static_cast<qint64>(piece.count)] {
      if (reply->bytesAvailable() > most) reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, &place, [this, reply, piece] {
      const auto found = underWay.find(reply);
      if (found == underWay.end()) return;
      const FetchedPiece then = std::move(found->second);
      underWay.erase(found);
      then(piecesOf(*reply, piece));
      reply->deleteLater();
    });
  }

  void end() {
    auto rest = std::exchange(underWay, {});
    for (auto& [reply, done] : rest) done(Error(Code::kCancelled, "The kiosk is being stopped."));
    delete manager;
  }
};

AssetLine::AssetLine(const std::string& authorityPem) : m_thread(std::make_unique<Thread>()) {
  Thread& own = *m_thread;
  own.trust = QSslConfiguration::defaultConfiguration();
  own.trust.setCaCertificates(QSslCertificate::fromData(QByteArray::fromStdString(authorityPem), QSsl::Pem));
  own.trust.setPeerVerifyMode(QSslSocket::VerifyPeer);
  own.trust.setProtocol(QSsl::TlsV1_2OrLater);
  own.place.moveToThread(&own.thread);
  own.thread.start();
  QMetaObject::invokeMethod(&own.place, [&own] {
    own.manager = new QNetworkAccessManager(&own.place);
    own.manager->setProxy(QNetworkProxy::NoProxy);
  });
}

AssetLine::~AssetLine() {
  Thread& own = *m_thread;
  QMetaObject::invokeMethod(&own.place, [&own] { own.end(); }, Qt::BlockingQueuedConnection);
  own.thread.quit();
  own.thread.wait();
}

void AssetLine::fetch(AssetPiece piece, FetchedPiece done) {
  Thread& own = *m_thread;
  QMetaObject::invokeMethod(&own.place, [&own, piece = std::move(piece), done = std::move(done)] { own.fetch(piece, done); });
}

}  // namespace foyer::uplink
