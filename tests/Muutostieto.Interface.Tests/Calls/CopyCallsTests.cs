using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Pages;
using Muutostieto.Interface.Tests.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Register;

namespace Muutostieto.Interface.Tests.Calls;

/// <summary>Calls whose content comes from a copy of the register that lags.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class CopyCallsTests
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private LifeCopies copies = null!;

    private static Caller Area => new("mutpT1", PageScene.Terms(NonDisclosureRight.None, "205", "290"));

    [SetUp]
    public void MakeRegister()
    {
        life = new LifeRegister { Today = "20260531" };
        events = new LifeEvents(life);
        copies = new LifeCopies(life, new Random(1));
    }

    [TearDown]
    public void RemoveRegister()
    {
        copies.Dispose();
        life.Dispose();
    }

    [Test]
    public async Task A_page_ends_where_the_copy_ends_and_says_that_there_is_more()
    {
        var person = events.Born("205");
        var from = life.Now;
        events.ChangeAddress(person);
        var middle = life.Now;
        copies.Take();
        events.ChangeAddress(person);

        var page = await ChangesAsync(from);
        Assert.That((Key(page), IsUpToDate(page)), Is.EqualTo((middle.Value, false)));
        var rest = await ChangesAsync(middle);
        Assert.That((Key(rest), IsUpToDate(rest)), Is.EqualTo((life.Now.Value, true)));
    }

    [Test]
    public async Task Who_has_all_that_a_copy_has_is_answered_by_the_register()
    {
        var person = events.Born("205");
        copies.Take();
        var from = life.Now;
        events.ChangeAddress(person);

        var page = await ChangesAsync(from);

        Assert.That(copies.Asked, Is.EqualTo([new JournalKey(from.Value + 1)]));
        Assert.That((Key(page), IsUpToDate(page)), Is.EqualTo((life.Now.Value, true)));
        copies.Asked.Clear();
        _ = await ChangesAsync(life.Now);
        Assert.That(copies.Asked, Is.EqualTo([life.Now]), "nothing new: any copy that has as much");
    }

    [Test]
    public async Task Base_data_are_as_of_the_registers_last_key_and_from_no_copy_that_has_less()
    {
        var person = events.Born("205");
        copies.Take();
        events.ChangeAddress(person);

        var answer = await CallAsync((calls, body, sent) => calls.BaseAsync(Area, body, sent, default), Named(person));

        Assert.That(copies.Asked, Is.EqualTo([life.Now]));
        var street = LifeRegister.Whereabouts(LifeRegister.Read(life.Current(person)));
        Assert.That(street, Is.Not.Empty.And.All.Matches<string>(value => answer.GetRawText().Contains(value!, StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_copy_that_breaks_off_at_any_question_makes_no_other_answer_than_the_register()
    {
        var persons = Enumerable.Range(0, 5).Select(_ => events.Born("205")).ToList();
        var from = life.Now;
        persons.ForEach(events.ChangeAddress);
        var codes = string.Join(',', persons.Select(person => $"\"{life.Current(person).IdentityCode}\""));
        var (pages, some, all) = (await ChangesAsync(from), await SomeAsync(), await AllAsync());
        copies.Take();
        var breaks = 0;
        for (var (answers, isBroken) = (0, true); isBroken; answers++)
        {
            copies.Answers = answers;
            isBroken = false;
            foreach (var (expected, ask) in new (JsonElement, Func<Task<JsonElement>>)[]
                { (pages, () => ChangesAsync(from)), (some, SomeAsync), (all, AllAsync) })
            {
                var answer = await ask();
                Assert.That(answer.GetRawText(), Is.EqualTo(expected.GetRawText()), $"after {answers} questions");
                isBroken |= copies.Breaking!.HasBroken;
                breaks += copies.Breaking.HasBroken ? 1 : 0;
            }
        }

        Assert.That(breaks, Is.GreaterThan(20));
        TestContext.Out.WriteLine($"A copy broke off at {breaks} questions.");

        Task<JsonElement> SomeAsync() =>
            CallAsync((calls, body, sent) => calls.BaseAsync(Area, body, sent, default), $$"""{"hetulista":[{{codes}}]}""");

        Task<JsonElement> AllAsync() =>
            CallAsync((calls, body, sent) => calls.WeeklyBaseAsync(Area, body, sent, default), """{"kuntakoodit":["205"]}""");
    }

    [Test]
    public async Task An_order_that_the_copy_does_not_have_yet_protects()
    {
        var person = events.Born("205");
        var from = life.Now;
        events.ChangeAddress(person);
        copies.Take();
        var street = LifeRegister.Whereabouts(LifeRegister.Read(life.Current(person))).ToList();
        Assert.That((await ChangesAsync(from)).GetRawText(), Does.Contain(street[0]), "as long as there is none");

        events.Protect(person);

        var page = await ChangesAsync(from);
        Assert.That(copies.Asked[^1], Is.EqualTo(new JournalKey(from.Value + 1)), "from the copy");
        Assert.That(Key(page), Is.LessThan(life.Now.Value));
        Assert.That(street, Is.All.Matches<string>(value => !page.GetRawText().Contains(value!, StringComparison.Ordinal)));
    }

    [Test]
    public async Task The_key_of_today_is_the_registers()
    {
        _ = events.Born("205");
        copies.Take();
        _ = events.Born("205");
        life.Commit();
        var answer = await CallAsync((calls, _, sent) => calls.KeyAsync("2026-06-03", sent, default), "");
        Assert.That(Key(answer), Is.EqualTo(life.Now.Value));
        Assert.That(copies.Asked, Is.Empty);
    }

    [Test]
    public void A_copy_that_was_put_back_meanwhile_is_not_read()
    {
        var person = events.Born("205");
        copies.Take();
        events.ChangeAddress(person);
        life.Commit();
        using var behind = copies.Find(JournalKey.BeforeEverything) ?? copies.Find(JournalKey.BeforeEverything)!;
        var persons = new BasePersons(behind, life.Reader, Mapped.Catalog, Area.Terms, null);
        Assert.That(
            () => persons.Named([life.Current(person).IdentityCode], life.Now, default),
            Throws.TypeOf<MuutostietoException>().With.Property(nameof(MuutostietoException.Kind)).EqualTo(FailureKind.Transient));
    }

    private static long Key(JsonElement answer) => answer.GetProperty("viimeisinKirjausavain").GetInt64();

    private static bool IsUpToDate(JsonElement answer) => answer.GetProperty("ajanTasalla").GetBoolean();

    private string Named(long person) => $$"""{"hetulista":["{{life.Current(person).IdentityCode}}"]}""";

    private Task<JsonElement> ChangesAsync(JournalKey from) =>
        CallAsync((calls, body, sent) => calls.ChangesAsync(Area, body, sent, default), $$"""{"viimeisinKirjausavain":{{from}}}""");

    private async Task<JsonElement> CallAsync(Func<InterfaceCalls, PipeReader, PipeWriter, Task> call, string body)
    {
        life.Commit();
        var calls = new InterfaceCalls(
            copies, Mapped.Catalog, new NoAudit(), new Wednesday(), new CallLimits { Page = new PageLimits() });
        using var sent = new MemoryStream();
        var answer = PipeWriter.Create(sent, new StreamPipeWriterOptions(leaveOpen: true));
        await call(calls, PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(body))), answer);
        await answer.CompleteAsync();
        return JsonDocument.Parse(sent.ToArray()).RootElement;
    }

    private sealed class NoAudit : IAnswerAudit
    {
        public ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation) => default;
    }
}
