using Muutostieto.Hosting.Runs;
using Muutostieto.Register.Nightly;

namespace Muutostieto.Hosting.Tests.Runs;

/// <summary>What a run reports to the register's keeper: nouns, verbs and pronouns agree with their counts.</summary>
public sealed class KeeperNoticesTests
{
    [TestCase(1, "1 person without a non-disclosure order shares a dwelling")]
    [TestCase(1, "the delivered address reveals the dwelling")]
    [TestCase(1, "whether this person needs an order too.")]
    [TestCase(2, "2 persons without a non-disclosure order share a dwelling")]
    [TestCase(2, "their delivered addresses reveal the dwelling")]
    [TestCase(2, "whether they need an order too.")]
    public void Persons_who_share_a_dwelling_are_counted_in_plain_words(long count, string words) =>
        Assert.That(Only(new DateDrivenResult(0, 0) { SharingDwelling = count }), Does.Contain(words));

    [TestCase(1, "1 relation with a residence names a person missing from the register; it is delivered")]
    [TestCase(2, "2 relations with a residence name a person missing from the register; they are delivered")]
    public void Relations_to_missing_persons_are_counted_in_plain_words(long count, string words) =>
        Assert.That(Only(new DateDrivenResult(0, 0) { UnknownRelations = count }), Does.Contain(words));

    private static string Only(DateDrivenResult entered) => NightlyEntries.Notices(entered).Single();
}
