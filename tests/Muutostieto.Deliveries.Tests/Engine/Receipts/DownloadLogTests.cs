using System.IO.Abstractions;
using Muutostieto.Deliveries.Engine.Receipts;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine.Receipts;

public sealed class DownloadLogTests
{
    private const string Recipient = "kainuu";
    private const string Name = "38950_PT261123KAIREK_001.PTT";
    private static readonly DateTimeOffset Now = Some.Time.AddDays(2);
    private string path = null!;

    [SetUp]
    public void SetUp() => path = Path.GetTempFileName();

    [TearDown]
    public void TearDown()
    {
        File.Delete(path);
        File.Delete(path + ".1");
    }

    [TestCase("2026-11-24T08:15:30.123456+02:00", TestName = "With_the_newer_form_of_time")]
    [TestCase("Nov 24 06:15:30", TestName = "With_the_older_form_of_time")]
    public void A_whole_download_is_seen_with_its_time(string time)
    {
        Write(
            $"{time} host internal-sftp[7]: session opened for local user {Recipient} from [10.0.0.1]",
            $"{time} host internal-sftp[7]: open \"/download/{Name}\" flags READ mode 0666",
            $"{time} host internal-sftp[7]: close \"/download/{Name}\" bytes read 8000 written 0");

        var seen = Seen().Single();

        Assert.That((seen.File, seen.Source), Is.EqualTo((Name, ReceiptSource.Downloaded)));
        Assert.That(seen.At, Is.EqualTo(new DateTimeOffset(2026, 11, 24, 6, 15, 30, TimeSpan.Zero)).Within(TimeSpan.FromSeconds(1)));
    }

    [TestCase($"close \"/download/{Name}\" bytes read 8000 written 0", 1, TestName = "Its_own_file")]
    [TestCase($"forced close \"/download/{Name}\" bytes read 8000 written 0", 1, TestName = "A_connection_that_broke_after_the_last_byte")]
    [TestCase($"close \"download/{Name}\" bytes read 8000 written 0", 1, TestName = "A_path_without_its_first_slash")]
    [TestCase(
        $"close \"/srv/drop/{Recipient}/download/{Name}\" bytes read 8000 written 0",
        1,
        TestName = "An_account_without_a_root_of_its_own"
    )]
    [TestCase($"close \"/download/{Name}\" bytes read 7999 written 0", 0, TestName = "A_part_is_no_download")]
    [TestCase($"close \"/upload/download/{Name}\" bytes read 8000 written 0", 0, TestName = "A_file_of_its_own_making_is_no_download")]
    [TestCase(
        $"close \"/upload/{Recipient}/download/{Name}\" bytes read 8000 written 0",
        0,
        TestName = "A_folder_of_its_own_making_is_no_download"
    )]
    [TestCase($"close \"/./upload/{Recipient}/download/{Name}\" bytes read 8000 written 0", 0, TestName = "A_detour_is_no_download")]
    [TestCase(
        $"close \"/download/x\" bytes read 1 written 0 close \"/download/{Name}\" bytes read 8000 written 0",
        0,
        TestName = "A_name_that_imitates_the_log_is_no_download"
    )]
    [TestCase($"open \"/download/{Name}\" flags READ mode 0666", 0, TestName = "Opening_is_no_download")]
    public void Only_what_the_server_says_counts(string said, int count)
    {
        Write(
            $"2026-11-24T08:15:30+02:00 host internal-sftp[7]: session opened for local user {Recipient} from [10.0.0.1]",
            $"2026-11-24T08:15:31+02:00 host internal-sftp[7]: {said}");

        Assert.That(Seen().Count(), Is.EqualTo(count));
    }

    [TestCase("other", TestName = "Another_account_is_not_the_recipient")]
    [TestCase(null, TestName = "A_session_of_an_unknown_user_does_not_count")]
    public void Only_the_recipients_own_account_counts(string? user)
    {
        string[] opened = user is null
            ? []
            : [$"2026-11-24T08:15:30+02:00 host internal-sftp[7]: session opened for local user {user} from [10.0.0.1]"];
        Write([
            .. opened,
            $"2026-11-24T08:15:31+02:00 host internal-sftp[7]: close \"/srv/drop/{Recipient}/download/{Name}\" bytes read 8000 written 0",
        ]);

        Assert.That(Seen(), Is.Empty);
    }

    [Test]
    public void What_was_fetched_before_the_delivery_was_published_is_not_it()
    {
        Write(
            $"2026-11-22T08:15:30+02:00 host internal-sftp[7]: session opened for local user {Recipient} from [10.0.0.1]",
            $"2026-11-22T08:15:31+02:00 host internal-sftp[7]: close \"/download/{Name}\" bytes read 8000 written 0");

        Assert.That(Seen(), Is.Empty);
    }

    [Test]
    public void The_log_of_the_day_before_is_read_too_and_noise_is_not()
    {
        File.WriteAllText(
            path + ".1",
            $"2026-11-24T08:15:30+02:00 host internal-sftp[7]: session opened for local user {Recipient} from "
                + $"[10.0.0.1]\n{new string('x', 100_000)}\n\u0000\n");
        Write($"2026-11-24T08:15:31+02:00 host internal-sftp[7]: close \"/download/{Name}\" bytes read 8000 written 0");

        Assert.That(Seen().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_log_without_a_line_yet_has_no_downloads_but_a_folder_that_is_missing_is_reported()
    {
        File.Delete(path);

        Assert.That(Seen(), Is.Empty);
        Assert.That(
            () => DownloadLog.Read(new FileSystem(), Path.Combine(path, "none", "sftp.log"), "default", Now, TimeZoneInfo.Utc),
            Throws.TypeOf<MuutostietoException>().With.Message.Contains("sftp.log"));
    }

    private IEnumerable<DeliveryReceipt> Seen() => DownloadLog.Read(new FileSystem(), path, "default", Now, TimeZoneInfo.Utc).Of(
        Some.Published with { Files = [new DeliveryFile(Name, 8000, 8, Some.Hash('a'))] },
        Recipient,
        Now);

    private void Write(params string[] lines) => File.WriteAllLines(path, lines);
}
