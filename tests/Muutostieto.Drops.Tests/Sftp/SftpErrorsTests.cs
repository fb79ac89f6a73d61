using Muutostieto.Drops.Sftp;
using Muutostieto.Records;

namespace Muutostieto.Drops.Tests.Sftp;

public sealed class SftpErrorsTests
{
    private static readonly SftpErrors Errors = new(
        "tietoevry",
        new SftpDropSettings { Host = "sftp.example.test", User = "kainuu", PrivateKeyFile = "/keys/key", KnownHostsFile = "/keys/hosts" },
        "/drop/kainuu/download");

    [TestCase("ssh: connect to host sftp.example.test port 22: Connection timed out")]
    [TestCase("ssh: connect to host sftp.example.test port 22: Connection refused")]
    [TestCase("ssh: connect to host sftp.example.test port 22: No route to host")]
    [TestCase("ssh: Could not resolve hostname sftp.example.test: Temporary failure in name resolution")]
    [TestCase("kex_exchange_identification: read: Connection reset by peer")]
    [TestCase("client_loop: send disconnect: Broken pipe")]
    [TestCase("Connection to sftp.example.test closed by remote host.")]
    [TestCase("Timeout, server sftp.example.test not responding.")]
    public void What_the_network_does_passes_and_its_reason_is_told(string said)
    {
        var failure = Errors.ConnectionEnded([said, "Connection closed.  "]);

        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.TryAgainLater));
        Assert.That(failure.Message, Does.Contain("drop tietoevry, sftp://kainuu@sftp.example.test:22/drop/kainuu/download").And.Contain(said.TrimEnd('.')));
    }

    [TestCase("Host key verification failed.")]
    [TestCase("@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @")]
    [TestCase("No ED25519 host key is known for sftp.example.test and you have requested strict checking.")]
    [TestCase("kainuu@sftp.example.test: Permission denied (publickey).")]
    [TestCase("Received disconnect from 192.0.2.1 port 22:2: Too many authentication failures")]
    [TestCase("Unable to negotiate with 192.0.2.1 port 22: no matching cipher found. Their offer: aes128-cbc")]
    [TestCase("subsystem request failed on channel 0")]
    [TestCase("Something that nobody has met before")]
    public void What_needs_a_hand_stays_although_the_connection_ends_as_well(string said)
    {
        Assert.That(Errors.ConnectionEnded([said, "Connection closed"]).ExitCode, Is.EqualTo(ExitCode.Error));
    }

    [Test]
    public void A_connection_that_ends_without_a_word_passes()
    {
        Assert.That(Errors.ConnectionEnded([]).ExitCode, Is.EqualTo(ExitCode.TryAgainLater));
        Assert.That(Errors.ConnectionEnded(["Connection closed"]).ExitCode, Is.EqualTo(ExitCode.TryAgainLater));
    }

    [Test]
    public void What_the_server_says_cannot_steer_the_terminal()
    {
        Assert.That(Errors.ConnectionEnded(["\u001b[2Jgone\r"]).Message, Does.Contain("[2Jgone").And.None.Matches<char>(char.IsControl));
    }
}
