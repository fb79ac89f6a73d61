using System.Net.Sockets;
using Muutostieto.Drops.Sftp;
using Muutostieto.Records;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;
using Renci.SshNet.Sftp;

namespace Muutostieto.Drops.Tests.Sftp;

/// <summary>Whether a failure passes is read from its kind: every text here is the same.</summary>
public sealed class SftpErrorsTests
{
    private const string Text = "any words\u001b[2J\r";

    private static readonly SftpErrors Errors = new(
        "tietoevry",
        new SftpDropSettings { Host = "sftp.example.test", User = "kainuu", PrivateKeyFile = "/keys/key", KnownHostsFile = "/keys/hosts" },
        "/drop/kainuu/download");

    private static readonly Exception[] Passing =
    [
        new SocketException((int)SocketError.ConnectionRefused),
        new SshConnectionException(Text, DisconnectReason.ConnectionLost),
        new SshConnectionException(Text),
        new SshOperationTimeoutException(Text),
        new SshException(Text),
        new InvalidOperationException(Text),
        new ObjectDisposedException(Text),
        new SftpException(StatusCode.ConnectionLost, Text),
        new SftpException(StatusCode.NoConnection, Text),
    ];

    private static readonly Exception[] Staying =
    [
        new SshAuthenticationException(Text),
        new SshConnectionException(Text, DisconnectReason.KeyExchangeFailed),
        new SshConnectionException(Text, DisconnectReason.ProtocolVersionNotSupported),
        new SftpPermissionDeniedException(Text),
        new SftpPathNotFoundException(Text),
        new SftpException(StatusCode.Failure, Text),
        new SftpException(StatusCode.OperationUnsupported, Text),
        new IOException(Text),
        new NotSupportedException(Text),
    ];

    [TestCaseSource(nameof(Passing))]
    public void What_the_network_does_passes(Exception failure)
    {
        foreach (var explained in new[] { Errors.CommandFailed("uploading d.PTT", failure), Errors.NotConnected(
            failure, Unseen(), isWithoutSftp: false) })
        {
            Assert.That(explained.Kind, Is.EqualTo(FailureKind.Transient));
            Assert.That(explained.Message, Does.StartWith(
                "drop tietoevry, sftp://kainuu@sftp.example.test:22/drop/kainuu/download: unreachable").And.None.Matches<char>(
                char.IsControl));
        }
    }

    [TestCaseSource(nameof(Staying))]
    public void What_needs_a_hand_stays(Exception failure)
    {
        foreach (var explained in new[] { Errors.CommandFailed("uploading d.PTT", failure), Errors.NoFolder(failure), Errors.NotConnected(
            failure, Unseen(), isWithoutSftp: false) })
        {
            Assert.That(explained.Kind, Is.EqualTo(FailureKind.Fault));
            Assert.That(explained.Message, Does.StartWith(
                "drop tietoevry, sftp://kainuu@sftp.example.test:22/drop/kainuu/download: ").And.None.Matches<char>(char.IsControl));
        }
    }

    [Test]
    public void An_account_that_is_let_in_and_finds_no_sftp_needs_a_hand() =>
        Assert.That(Errors.NotConnected(new SshException(Text), Unseen(), isWithoutSftp: true).Kind, Is.EqualTo(FailureKind.Fault));

    [Test]
    public void A_wrong_host_key_goes_before_every_other_reason()
    {
        var check = Unseen();
        check.Check(null, new HostKeyEventArgs(new Renci.SshNet.Security.KeyHostAlgorithm(
            "ssh-ed25519", new Renci.SshNet.Security.ED25519Key(
                new Renci.SshNet.Security.SshKeyData([0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]])))));
        var failure = Errors.NotConnected(new SocketException(), check, isWithoutSftp: false);
        Assert.That(failure.Kind, Is.EqualTo(FailureKind.Fault));
        Assert.That(failure.Message, Does.Contain(check.Fingerprint).And.Contain("/keys/hosts").And.Contain("Nothing was sent"));
    }

    private static HostKeyCheck Unseen() => new(HostKeyPin.Of(new SftpDropSettings { Host = "s", User = "u" }));
}
