using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records.Model;
using Muutostieto.Register.Import;

namespace Muutostieto.Deliveries.Tests.Identity;

/// <summary>
/// The register's import and a recipient's <c>load</c> hold the same persons under the same codes, whatever becomes of the codes; or both
/// refuse a file, with its line, and nothing of it is left. FsCheck prints the seed of what it finds.
/// </summary>
[Parallelizable(ParallelScope.Self)]
public sealed class CodeHistoryTests
{
    /// <summary>What the register imported is delivered.</summary>
    [SeededProperty(MaxTest = 15, EndSize = 1_000_000)]
    public void A_recipient_of_deliveries_has_the_persons_and_codes_of_the_register(int seed) =>
        Rounds.Run(seed, one => Deliver(one, 8));

    /// <summary>The feed's files themselves are the deliveries.</summary>
    [SeededProperty(MaxTest = 15, EndSize = 1_000_000)]
    public void A_recipient_of_the_feed_itself_has_them_too_or_refuses_what_the_register_refuses(int seed) =>
        Rounds.Run(seed, one => Feed(one, 8));

    /// <summary>
    /// A former code that another person got comes back to its person; a record of a whole person lacks codes that a later one names; a
    /// file has the bytes of an earlier one.
    /// </summary>
    [TestCase(62662)]
    [TestCase(391915)]
    [TestCase(379196)]
    public void A_life_of_a_feed_agrees(int seed) => Feed(seed, 8);

    [Test]
    public void Some_files_are_imported_and_some_refused()
    {
        var (imported, refused) = (0, 0);
        for (var seed = 1; seed <= 5; seed++)
        {
            foreach (var (taken, not) in new[] { Deliver(seed, 10), Feed(seed, 10) })
            {
                imported += taken;
                refused += not;
            }
        }

        Assert.That(imported, Is.GreaterThan(30));
        Assert.That(refused, Is.GreaterThan(15));
    }

    private static (int Imported, int Refused) Deliver(int seed, int length)
    {
        using var register = new FedRegister();
        using var recipient = new LoadingRecipient();
        var feed = new CodeFeed(new Random(seed), register, isWide: true);
        var refused = 0;
        for (var file = 0; file <= length; file++)
        {
            if (Import(register, feed, file == 0 ? feed.Base() : feed.Changes()) is { })
            {
                refused++;
                continue;
            }

            // Some deliveries hold several files of the feed.
            if (seed % 2 != 0 && file % 3 == 1)
            {
                continue;
            }

            var (delivered, records) = register.Deliver();
            Assert.That(recipient.Load(delivered, records), Is.Null, () =>
                $"what the register delivers is loaded: {string.Join('\n', File.ReadLines(delivered))}");
            Agree(register, recipient, feed);
        }

        return (length + 1 - refused, refused);
    }

    private static (int Imported, int Refused) Feed(int seed, int length)
    {
        using var register = new FedRegister();
        using var recipient = new LoadingRecipient();
        var feed = new CodeFeed(new Random(seed), register, isWide: false);
        var refused = 0;
        for (var file = 0; file <= length; file++)
        {
            var records = file == 0 ? feed.Base() : feed.Changes();
            var before = file == 0 ? [] : recipient.Snapshot();
            var refusal = Import(register, feed, records, out var result);
            if (result is { IsFresh: false })
            {
                // The same bytes as an earlier file, which is not imported twice; a real feed's envelope has a time.
                continue;
            }

            var answer = recipient.Load(register.LastFile, records.Count);
            var isOneSided = answer is null != refusal is null && file > 0 && HasWholePerson(records);
            if (records.Count > 1 && (result is { Replaced: > 0 } || isOneSided))
            {
                // Codes that the record of a whole person lacks the register adds itself; a recipient of the feed is not given them. A
                // later record of the file may name such a code, which then is one person's for the one and several persons' for the other.
                return (file, refused);
            }

            if (result is { Skipped: > 0 })
            {
                // The register skips a change of an unknown person; for a recipient it means that something was missed.
                Assert.That(answer, Does.Contain("a change of a person that the database does not have"));
                return (file, refused);
            }

            Assert.That(answer is null, Is.EqualTo(refusal is null), () =>
                $"both import file {file}, or both refuse it: {refusal ?? "imported"} / "
                    + $"{answer ?? "loaded"}\n{string.Join('\n', File.ReadLines(register.LastFile))}\n{register.History}");
            if (refusal is null)
            {
                Agree(register, recipient, feed);
                continue;
            }

            refused++;
            Assert.That(
                FedRegister.LineOf(answer!),
                answer!.Contains("does not have", StringComparison.Ordinal)
                    ? Is.LessThan(FedRegister.LineOf(refusal))
                    : Is.EqualTo(FedRegister.LineOf(refusal)));
            Assert.That(recipient.Snapshot(), Is.EqualTo(before), "nothing of a refused file is loaded");
        }

        return (length + 1 - refused, refused);
    }

    private static bool HasWholePerson(List<Record> records) => records.Exists(record => record.Type == RecordType.New);

    private static string? Import(FedRegister register, CodeFeed feed, List<Record> records) => Import(register, feed, records, out _);

    private static string? Import(FedRegister register, CodeFeed feed, List<Record> records, out ImportResult? result)
    {
        var before = register.Snapshot(feed.Codes);
        (result, var refusal) = register.Import(records);
        if (refusal is null)
        {
            return null;
        }

        Assert.That(register.Snapshot(feed.Codes), Is.EqualTo(before), "nothing of a refused file is imported");
        Assert.That(refusal, Does.Contain(Path.GetFileName(register.LastFile)).And.Not.Contain(records[0].Text(HeaderField.IdentityCode)));
        Assert.That(FedRegister.LineOf(refusal), Is.InRange(1, records.Count));
        return refusal;
    }

    private static void Agree(FedRegister register, LoadingRecipient recipient, CodeFeed feed)
    {
        Assert.That(recipient.Persons(), Is.EqualTo(register.Persons(feed.Codes)), () => $"the persons after\n{register.History}");
        Assert.That(
            recipient.HoldersOf(feed.Codes),
            Is.EqualTo(feed.Codes.Select(code => $"{code} {register.HoldersOf(code)}")), () => $"the codes after\n{register.History}");
    }
}
