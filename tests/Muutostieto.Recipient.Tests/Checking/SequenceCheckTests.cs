using Muutostieto.Recipient.Tests.Support;

namespace Muutostieto.Recipient.Tests.Checking;

public sealed class SequenceCheckTests
{
    [Test]
    public void A_group_to_be_corrected_is_followed_by_the_corrected_one() =>
        Assert.That(Checks.Of(Some.Record().With("003", '5', "sukupuoli=1").With("003", '6', "sukupuoli=2")).Findings, Is.Empty);

    [Test]
    public void What_clarifies_the_wrong_group_may_stand_between() =>
        Assert.That(
            Checks.Of(Some.Record().With("305", '5', "laji=1").With("451", '0').With("305", '6', "laji=1").With("451", '0')).Findings,
            Is.Empty);

    [Test]
    public void Corrections_of_clarifying_groups_may_themselves_be_clarified() =>
        Assert.That(
            Checks
                .Of(
                    Some.Record()
                        .With("306", '0', "edunvalvojien_lkm=02")
                        .With("307", '5')
                        .With("451", '0')
                        .With("307", '6')
                        .With("451", '0'))
                .Faults(),
            Is.Empty);

    [Test]
    public void A_group_to_be_corrected_alone_is_a_fault_at_its_line()
    {
        var report = Checks.Of(Some.Woman(), Some.Record().With("003", '5', "sukupuoli=1").With("013", '1'));
        Assert.That(report.Findings.Select(finding => (finding.Kind, finding.Line)), Is.EqualTo(new[] { ("correction", 3L) }));
    }

    [Test]
    public void A_corrected_group_alone_is_a_fault() =>
        Assert.That(
            Checks.Of(Some.Record().With("003", '5', "sukupuoli=1").With("013", '6')).Faults(),
            Is.EqualTo(new[] { "correction", "correction" }));

    [Test]
    public void A_correction_may_go_on_in_the_continuation_line() =>
        Assert.That(
            Checks.Of(Some.Record().With("003", '5', "sukupuoli=1"), Some.Record("J").With("003", '6', "sukupuoli=2")).Findings,
            Is.Empty);

    [TestCase("00", 0)]
    [TestCase("02", 2)]
    public void A_guardianship_followed_by_as_many_guardians_as_it_counts_is_sound(string count, int guardians) =>
        Assert.That(Checks.Of(Guardianship(count, guardians)).Findings, Is.Empty);

    [TestCase("01", 0)]
    [TestCase("01", 2)]
    [TestCase("00", 1)]
    public void A_guardianship_followed_by_another_number_of_guardians_is_a_fault(string count, int guardians) =>
        Assert.That(Checks.Of(Guardianship(count, guardians)).Faults(), Is.EqualTo(new[] { "count" }));

    [Test]
    public void A_language_or_country_without_a_code_needs_its_name_and_its_lack_is_a_note()
    {
        var record = Some.Record().With("002", '1', "kielikoodi=98").With("007", '1', "maa=998");
        var named = Some.Record()
            .With("002", '1', "kielikoodi=98")
            .With("452", '0', "teksti=romani")
            .With("007", '1', "maa=998")
            .With("452", '0', "teksti=Entinen valtio");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (Checks.Of(record).Faults(), Checks.Of(record).Notes()),
                Is.EqualTo((Array.Empty<string>(), new[] { "clarification", "clarification" })));
            Assert.That(Checks.Of(named).Findings, Is.Empty);
        }
    }

    [Test]
    public void A_guardian_without_an_identity_code_needs_the_person_and_its_lack_is_a_note() =>
        Assert.That(Checks.Of(Some.Record().With("305", '1', "laji=1")).Notes(), Is.EqualTo(new[] { "clarification" }));

    [Test]
    public void A_clarifying_group_that_clarifies_nothing_is_a_note() =>
        Assert.That(Checks.Of(Some.Woman().With("452", '0', "teksti=romani")).Notes(), Is.EqualTo(new[] { "clarification" }));

    private static Records.Model.Record Guardianship(string count, int guardians)
    {
        var record = Some.Record().With("306", '1', $"edunvalvojien_lkm={count}");
        for (var guardian = 0; guardian < guardians; guardian++)
        {
            record.With("307", '1', $"hetu={Some.OtherCode}");
        }

        return record.With("003", '1', "sukupuoli=1");
    }
}
