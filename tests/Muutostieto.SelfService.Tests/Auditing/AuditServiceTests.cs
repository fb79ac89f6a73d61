using Muutostieto.Hosting.Reports;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Auditing;
using Muutostieto.SelfService.Operations;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Auditing;

public sealed class AuditServiceTests
{
    private Scene scene = null!;
    private AuditService service = null!;

    [SetUp]
    public async Task Begin()
    {
        scene = new Scene();
        service = scene.Kept(new AuditService(scene.Open, scene.Clock));
        var operations = new OperationService(scene.NewRuns(), scene.Open, scene.Status, scene.Clock);
        var plan = operations.ExplainBase(Scene.FirstOperator, Scene.FilesPermit, null, CancellationToken.None);
        _ = await operations.MakeBaseAsync(Scene.FirstOperator, Scene.FilesPermit, plan.Token, null, CancellationToken.None);
    }

    [TearDown]
    public void End() => scene.Dispose();

    [Test]
    public void The_question_is_in_the_chain_with_user_and_reason_and_without_the_code()
    {
        var code = SomeCode();
        var answer = service.Ask(Scene.Auditor, $" {code.ToLowerInvariant()} ", "Tietopyyntö 7");
        var holder = answer.Holders.Single();
        Assert.That(holder.Report.Disclosures.Single().Permit, Is.EqualTo(Scene.FilesPermit));
        Assert.That((holder.Holder.HasItNow, answer.IsWhole), Is.EqualTo((true, true)));
        Assert.That(Chain(), Does.Contain("tarkastaja").And.Contain("Tietopyynt").And.Not.Contain(code));
    }

    [TestCaseSource(typeof(ReportWords), nameof(ReportWords.Languages))]
    public void The_report_is_found_again_by_its_asker_alone_and_for_a_while(string language)
    {
        var answer = service.Ask(Scene.Auditor, SomeCode(), "syy");
        foreach (var isHtml in new[] { true, false })
        {
            using var output = new StringWriter();
            service.WriteReport(Scene.Auditor, answer.Id, 1, language, isHtml, output);
            Assert.That(output.ToString(), Does.Contain(Scene.Recipient));
        }

        Assert.That(() => service.Find(Scene.User("toinen", Role.Auditor), answer.Id), Throws.TypeOf<AccessRefusedException>());
        Assert.That(
            () => service.WriteReport(Scene.Auditor, answer.Id, 2, language, true, TextWriter.Null),
            Throws.TypeOf<AccessRefusedException>());
        scene.Clock.Now += AuditService.Kept + TimeSpan.FromSeconds(1);
        Assert.That(() => service.Find(Scene.Auditor, answer.Id), Throws.TypeOf<AccessRefusedException>());
    }

    [Test]
    public void An_unknown_code_is_recorded_too()
    {
        var answer = service.Ask(Scene.Auditor, "010190-900A", "syy");
        Assert.That((answer.Holders.Count, answer.Entry), Is.EqualTo((0, 2)));
    }

    [TestCase("", "syy", "code")]
    [TestCase("010190-900A", "", "reason")]
    [TestCase("010190-900A", "   ", "reason")]
    [TestCase("010190-900A", "Koskee henkilöä 010190-900A", "reason")]
    [TestCase("010190-900A", "a\nb", "reason")]
    public void Without_a_fit_reason_nothing_is_recorded_or_answered(string code, string reason, string field)
    {
        var before = Chain();
        var refused = Assert.Throws<RefusedInputException>(() => service.Ask(Scene.Auditor, code, reason))!;
        Assert.That(refused.Faults.Single().Field, Is.EqualTo(field));
        Assert.That(Chain(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_chain_is_verified_in_the_background_and_a_change_is_found()
    {
        var proved = await VerifyAsync();
        Assert.That((proved.Result!.Findings.Count, proved.Done, proved.Failure), Is.EqualTo((0, proved.Steps, (string?)null)));

        var path = Directory.GetFiles(Path.Combine(scene.Data, "audit"), "chain*")[0];
        File.WriteAllText(path, File.ReadAllText(path).Replace(Scene.Recipient, "yliopistO", StringComparison.Ordinal));
        Assert.That((await VerifyAsync()).Result!.Findings, Is.Not.Empty);
        Assert.That(
            () => service.FindVerification(Scene.User("toinen", Role.Auditor), proved.Id), Throws.TypeOf<AccessRefusedException>());
    }

    private async Task<VerificationState> VerifyAsync()
    {
        var state = service.BeginVerification(Scene.Auditor);
        while (state.IsRunning)
        {
            await Task.Delay(20);
            state = service.FindVerification(Scene.Auditor, state.Id);
        }

        return state;
    }

    private string Chain() => File.ReadAllText(Directory.GetFiles(Path.Combine(scene.Data, "audit"), "chain*")[0]);

    private string SomeCode()
    {
        using var work = scene.Open();
        string? found = null;
        work.Register.ScanResidents(
            work.Register.LatestKey(),
            ["697"],
            (in Register.ResidentRow row) => found ??= work.Register.At(row.PersonId, work.Register.LatestKey())!.IdentityCode);
        return found!;
    }
}
