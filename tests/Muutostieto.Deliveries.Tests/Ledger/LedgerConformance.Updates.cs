using Muutostieto.Deliveries.Ledger;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Ledger;

public abstract partial class LedgerConformance
{
    [Test]
    public void Outcomes_are_kept_once_and_others_are_refused()
    {
        var delivery = Ledger.Plan(Some.BasePlan());
        Assert.That(Ledger.OutcomesOf(delivery.Id), Is.Empty);
        UpdateOutcome[] outcomes = [new(1, "M1", 7), new(3, null, 2), new(7, "M3", 1)];
        Ledger.KeepOutcomes(delivery.Id, outcomes);
        Ledger.KeepOutcomes(delivery.Id, outcomes);
        Reopen();
        Assert.That(Ledger.OutcomesOf(delivery.Id), Is.EqualTo(outcomes));
        Assert.That(Ledger.OutcomesOf(delivery.Id + 1), Is.Empty);
        var refused = Assert.Throws<MuutostietoException>(() => Ledger.KeepOutcomes(delivery.Id, [new(1, "M1", 8)]))!;
        Assert.That(refused.Kind, Is.EqualTo(FailureKind.Integrity));
        Assert.That(Ledger.OutcomesOf(delivery.Id), Is.EqualTo(outcomes), "nothing of what was refused is there");
    }

    [Test]
    public void An_uploaded_file_is_taken_in_once_by_permit_name_and_content()
    {
        var first = Ledger.TakeInUpdate(Uploaded("a.csv", 'a'));
        var again = Ledger.TakeInUpdate(Uploaded("a.csv", 'a') with { Rows = 99, Number = 8, Taken = Some.Time.AddDays(1) });
        var other = Ledger.TakeInUpdate(Uploaded("a.csv", 'b') with { Number = null, Rows = 0, Refusal = "ei kelpaa" });
        _ = Ledger.TakeInUpdate(Uploaded("a.csv", 'a') with { Permit = "toinen" });
        Reopen();
        Assert.That(again, Is.EqualTo(first));
        Assert.That(Ledger.UpdateUploads("kainuu"), Is.EqualTo(new[] { first, other }));
        Assert.That(Ledger.UpdateUploads("toinen"), Has.Count.EqualTo(1));
        Assert.That(Ledger.UpdateUploads("muu"), Is.Empty);
        Assert.That(first with { Id = 0 }, Is.EqualTo(Uploaded("a.csv", 'a')));
    }

    [Test]
    public void An_answer_is_marked_once()
    {
        var upload = Ledger.TakeInUpdate(Uploaded("a.csv", 'a'));
        Ledger.MarkUpdateAnswered(upload.Id, Some.Time);
        Ledger.MarkUpdateAnswered(upload.Id, Some.Time.AddDays(1));
        Reopen();
        Assert.That(Ledger.UpdateUploads("kainuu").Single().Answered, Is.EqualTo(Some.Time));
    }

    [Test]
    public void A_file_with_another_result_waits_for_an_answer_again()
    {
        var upload = Ledger.TakeInUpdate(Uploaded("a.csv", 'a'));
        var other = Ledger.TakeInUpdate(Uploaded("b.csv", 'b'));
        Ledger.MarkUpdateAnswered(upload.Id, Some.Time);
        var renewed = Ledger.RenewUpdate(upload.Id, 9, null, Some.Time);
        Assert.That(renewed, Is.EqualTo(upload with { Number = 9, Answered = null }));
        Ledger.MarkUpdateAnswered(upload.Id, Some.Time.AddDays(1));
        Assert.That(
            Ledger.RenewUpdate(upload.Id, 9, null, Some.Time.AddDays(2)).Answered, Is.EqualTo(Some.Time.AddDays(1)), "the same one again");
        Reopen();
        Assert.That(Ledger.UpdateUploads("kainuu"), Is.EqualTo(new[] { renewed with { Answered = Some.Time.AddDays(1) }, other }));
        var refused = Ledger.RenewUpdate(upload.Id, null, "ei mahdu", Some.Time);
        Assert.That(refused, Is.EqualTo(upload with { Number = null, Refusal = "ei mahdu", Answered = null }));
        Assert.That(Ledger.TakeInUpdate(Uploaded("a.csv", 'a')), Is.EqualTo(refused));
    }

    [Test]
    public void The_newest_customers_files_of_permits_come_first_with_their_newest_results()
    {
        var first = Ledger.TakeInUpdate(Uploaded("a.csv", 'a'));
        var other = Ledger.TakeInUpdate(Uploaded("b.csv", 'b') with { Permit = "toinen" });
        _ = Ledger.TakeInUpdate(Uploaded("c.csv", 'c') with { Permit = "muu" });
        var renewed = Ledger.RenewUpdate(first.Id, 9, null, Some.Time);
        Reopen();
        Assert.That(Ledger.NewestUpdateUploads(["kainuu", "toinen"], 9), Is.EqualTo(new[] { other, renewed }));
        Assert.That(Ledger.NewestUpdateUploads(["kainuu", "toinen"], 1), Is.EqualTo(new[] { other }));
        Assert.That(Ledger.NewestUpdateUploads([], 9), Is.Empty);
    }

    [Test]
    public void Names_of_lists_and_customers_files_are_found_by_their_beginning()
    {
        _ = TakeIn("1_20261129_1.HTT", (7, true));
        _ = TakeIn("1_20261130_2.HTT", (8, true));
        _ = Ledger.TakeInUpdate(Uploaded("1_PA_x_20261129.csv", 'a'));
        _ = Ledger.TakeInUpdate(Uploaded("1_pa_x_20261129_2.csv", 'b'));
        _ = Ledger.TakeInUpdate(Uploaded("1_PA_x_20261129.csv", 'c') with { Permit = "toinen" });
        Assert.That(Ledger.UploadNames("kainuu", "1_20261129"), Is.EqualTo(new[] { "1_20261129_1.HTT" }));
        Assert.That(
            Ledger.UploadNames("kainuu", "1_PA_x_20261129"), Is.EquivalentTo(new[] { "1_PA_x_20261129.csv", "1_pa_x_20261129_2.csv" }));
        Assert.That(Ledger.UploadNames("muu", "1"), Is.Empty);
    }

    private static UpdateUpload Uploaded(string name, char hash) =>
        new(0, "kainuu", "oppilaat", name, new string(hash, 64), 100, Some.Time, 20, 3, null, null);
}
