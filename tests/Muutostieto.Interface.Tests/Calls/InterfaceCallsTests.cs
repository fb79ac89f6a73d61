using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Pages;
using Muutostieto.Interface.Tests.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Interface.Tests.Calls;

[Parallelizable(ParallelScope.Self)]
public sealed class InterfaceCallsTests
{
    private LifeRegister life = null!;
    private LifeEvents events = null!;
    private RecordingAudit audit = null!;

    [SetUp]
    public void MakeRegister()
    {
        life = new LifeRegister { Today = "20260531" };
        events = new LifeEvents(life);
        audit = new RecordingAudit();
    }

    [TearDown]
    public void RemoveRegister() => life.Dispose();

    [Test]
    public async Task The_key_of_a_day_is_its_last_one()
    {
        _ = events.Born("205");
        life.Today = "20260601";
        _ = events.Born("205");
        life.Commit();
        Assert.That((await KeyAsync("2026-05-31")).GetProperty("viimeisinKirjausavain").GetInt64(), Is.EqualTo(life.Now.Value - 1));
        Assert.That((await KeyAsync("2026-06-03")).GetProperty("viimeisinKirjausavain").GetInt64(), Is.EqualTo(life.Now.Value));
        Assert.That((await KeyAsync("2030-01-01")).GetProperty("viimeisinKirjausavain").GetInt64(), Is.EqualTo(life.Now.Value));
        Assert.That(audit.Notes, Is.Empty, "a key discloses no one");
    }

    [TestCase("2026-6-1")]
    [TestCase("eilen")]
    [TestCase("2026-02-30")]
    public void A_day_that_is_none_is_refused(string day) =>
        Assert.That(() => KeyAsync(day), Refused(CallRefusal.Malformed, "kirjausavain"));

    [Test]
    public async Task Changes_are_audited_before_a_byte_leaves()
    {
        var person = events.Born("205");
        var from = life.Now;
        events.ChangeAddress(person);
        life.Commit();
        var answer = await ChangesAsync(Area(), $$"""{"viimeisinKirjausavain":{{from}}}""");
        Assert.That(answer.GetProperty("muutokset").GetArrayLength(), Is.EqualTo(1));
        Assert.That(
            answer.EnumerateObject().Select(property => property.Name),
            Is.EqualTo(new[] { "viimeisinKirjausavain", "muutokset", "ajanTasalla" }));
        var (caller, note, sent) = audit.Notes.Single();
        Assert.That(
            (caller.Connection, note.Call, note.From, note.To, note.Content.Count, sent),
            Is.EqualTo(("mutpT1", "muutokset", (JournalKey?)from, life.Now, 1L, 0L)));
    }

    [Test]
    public void An_answer_that_cannot_be_audited_does_not_leave()
    {
        _ = events.Born("205");
        life.Commit();
        audit.Fails = true;
        Assert.That(() => ChangesAsync(Area(), """{"viimeisinKirjausavain":0}"""), Throws.InstanceOf<IOException>());
        Assert.That(audit.Sent, Is.Zero);
    }

    [Test]
    public async Task An_order_that_is_entered_while_the_answer_is_audited_counts()
    {
        var person = events.Born("205");
        var from = life.Now;
        events.ChangeAddress(person);
        var street = LifeRegister.Whereabouts(LifeRegister.Read(life.Current(person))).First();
        audit.Meanwhile = () =>
        {
            events.Protect(person);
            life.Commit();
        };
        var answer = await ChangesAsync(Area(), $$"""{"viimeisinKirjausavain":{{from}}}""");
        Assert.That(answer.GetRawText(), Does.Not.Contain(street));
        audit.Meanwhile = null;
        events.Lift(person);
        var (open, _) = await BaseAsync(List(), $$"""{"hetulista":["{{life.Current(person).IdentityCode}}"]}""");
        Assert.That(open.GetRawText(), Does.Contain(street));
        audit.Meanwhile = () =>
        {
            events.Protect(person);
            life.Commit();
        };
        var (hidden, _) = await BaseAsync(List(), $$"""{"hetulista":["{{life.Current(person).IdentityCode}}"]}""");
        Assert.That(hidden.GetRawText(), Does.Contain("turvakiellonAlaisetKentat").And.Not.Contain(street));
    }

    [Test]
    public async Task A_person_whom_a_record_describes_is_disclosed_too()
    {
        var (child, mother, protectedFather) = (events.Born("205"), events.Born("091"), events.Born("091"));
        events.Protect(protectedFather);
        var from = life.Now;
        life.Enter(child, "XBO", (_, record) =>
        {
            foreach (var parent in new[] { mother, protectedFather })
            {
                LifeEvents.Set(record, "911", '1', ("hetu", life.Current(parent).IdentityCode), ("vanhemman_rooli", "2"));
            }
        });
        var body = $$"""{"hetulista":["{{life.Current(child).IdentityCode}}"]}""";
        var (answer, report) = await BaseAsync(List(), body);
        _ = await BaseAsync(new Caller("mutpT1", PageScene.Terms(NonDisclosureRight.Section37, "205")), body);
        _ = await ChangesAsync(List(), $$"""{"viimeisinKirjausavain":{{from}},{{body[1..]}}""");

        Assert.That(report.Elements, Is.EqualTo(1));
        var parents = answer.GetProperty("perustiedot")[0].Related().ToList();
        Assert.That(parents[0].GetProperty("sukunimi").GetString(), Does.StartWith("Suku"));
        Assert.That(parents[^1].EnumerateObject().Count(), Is.EqualTo(1), "of a protected person the code alone");
        var audited = audit.Notes.Select(note => Enumerable.Range(0, (int)note.Note.Content.First + 64)
            .Where(person => Includes(note.Note.Content, person)).Select(person => (long)person).ToList()).ToList();
        Assert.That(audited[0], Is.EquivalentTo(new[] { child, mother }));
        Assert.That(audited[1], Is.EquivalentTo(new[] { child, mother, protectedFather }));
        Assert.That(audited[2], Is.EquivalentTo(new[] { child, mother }));
        var names = audit.Notes[0].Note.Content.Groups.Single(group => group.Code == "004");
        Assert.That(names.Count, Is.EqualTo(2));

        static bool Includes(Muutostieto.Audit.AuditContent content, int person) =>
            person - content.First is >= 0 and var bit
            && bit < content.Persons.Length * 8
            && (content.Persons.Span[(int)bit >> 3] & (1 << ((int)bit & 7))) != 0;
    }

    [Test]
    public async Task Base_data_go_out_in_batches_each_audited_before()
    {
        var codes = Enumerable.Range(0, 5).Select(_ => life.Current(events.Born("205")).IdentityCode).ToList();
        life.Commit();
        var list = string.Join(',', codes.Append("010190-900X").Select(code => $"\"{code}\""));
        var (answer, report) = await BaseAsync(List(), $$"""{"hetulista":[{{list}},null,""," "],"tietoryhmat":["SUKUPUOLI","JOKU_MUU"]}""");
        Assert.That(
            answer.GetProperty("perustiedot").EnumerateArray().Select(person => person.GetProperty("henkilotunnus").GetString()),
            Is.EqualTo(codes));
        Assert.That(answer.GetProperty("perustiedot")[0].Sequence(), Is.EqualTo(new[] { "SUKUPUOLI" }));
        Assert.That(answer.GetProperty("ajanTasalla").GetBoolean(), Is.True);
        Assert.That((report.Elements, report.Absent, report.UnknownGroups), Is.EqualTo((5, 1, 1)));
        Assert.That(audit.Notes.Select(note => note.Note.Content.Count), Is.EqualTo(new[] { 2L, 2L, 1L }));
        Assert.That(audit.Notes.Select(note => note.Note.Part), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(audit.Notes[0].Sent, Is.Zero);
    }

    [Test]
    public async Task Nobody_is_an_empty_list_and_not_audited()
    {
        var (answer, report) = await BaseAsync(List(), """{"hetulista":["010190-900X"]}""");
        Assert.That(answer.GetProperty("perustiedot").GetArrayLength(), Is.Zero);
        Assert.That((report.Absent, audit.Notes.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Weekly_base_data_are_of_the_end_of_last_Sunday_and_of_the_connections_area()
    {
        // The clock is at Wednesday 2026-06-03.
        var (one, other, elsewhere) = (events.Born("205"), events.Born("290"), events.Born("091"));
        life.Today = "20260601";
        _ = events.Born("205");
        events.Die(other);
        events.Protect(one);
        life.Commit();
        var (answer, _) = await WeeklyAsync(Area(), """{"kuntakoodit":["205","290","091"]}""");
        Assert.That(answer.GetProperty("poimintapv").GetString(), Is.EqualTo("2026-05-31"));
        var persons = answer.GetProperty("perustiedot").EnumerateArray().ToList();
        Assert.That(
            persons.Select(person => person.GetProperty("henkilotunnus").GetString()),
            Is.EqualTo(new[] { life.Current(one).IdentityCode, life.Current(other).IdentityCode }));
        Assert.That(persons[0].GetRawText(), Does.Contain("turvakiellonAlaisetKentat"), "protected since");
        Assert.That(persons[1].Sequence(), Has.None.StartsWith("KUOLINPAIVA"));
        Assert.That(life.Current(elsewhere).Municipality, Is.EqualTo("091"));
        Assert.That(() => WeeklyAsync(List(), """{"kuntakoodit":["205"]}"""), Refused(CallRefusal.Malformed, "kuntakoodit"));
    }

    [Test]
    public async Task A_day_of_registration_that_has_not_come_does_not_keep_weekly_data_as_they_were()
    {
        life.Today = "20990101";
        _ = events.Born("205");
        life.Today = "20260530";
        var later = events.Born("205");
        life.Commit();
        var (answer, _) = await WeeklyAsync(Area(), """{"kuntakoodit":["205"]}""");
        Assert.That(
            answer.GetProperty("perustiedot").EnumerateArray().Select(person => person.GetProperty("henkilotunnus").GetString()),
            Has.Member(life.Current(later).IdentityCode));
    }

    [TestCase("", "body")]
    [TestCase("[]", "body")]
    [TestCase("{", "body")]
    [TestCase("""{"viimeisinKirjausavain":0,"tuotekoodi":"mutpT1"}""", "body")]
    [TestCase("""{"hetulista":[]}""", "viimeisinKirjausavain")]
    [TestCase("""{"viimeisinKirjausavain":"5","hetulista":[]}""", "viimeisinKirjausavain")]
    [TestCase("""{"viimeisinKirjausavain":-1,"hetulista":[]}""", "viimeisinKirjausavain")]
    [TestCase("""{"viimeisinKirjausavain":1.5,"hetulista":[]}""", "viimeisinKirjausavain")]
    [TestCase("""{"viimeisinKirjausavain":0,"viimeisinKirjausavain":0,"hetulista":[]}""", "viimeisinKirjausavain")]
    [TestCase("""{"viimeisinKirjausavain":0}""", "hetulista")]
    [TestCase("""{"viimeisinKirjausavain":0,"hetulista":null}""", "hetulista")]
    [TestCase("""{"viimeisinKirjausavain":0,"hetulista":["a",1]}""", "hetulista[1]")]
    [TestCase("""{"viimeisinKirjausavain":0,"hetulista":["\ud800"]}""", "hetulista[0]")]
    [TestCase("""{"viimeisinKirjausavain":0,"hetulista":[[["a"]]]}""", "hetulista[0]")]
    public void What_is_no_request_for_changes_is_refused_with_its_place(string body, string place) =>
        Assert.That(() => ChangesAsync(List(), body), Refused(CallRefusal.Malformed, place));

    [TestCase("{}", "hetulista")]
    [TestCase("""{"hetulista":["a"],"tietoryhmat":null}""", "tietoryhmat")]
    [TestCase("""{"hetulista":["a"],"tietoryhmat":[null]}""", "tietoryhmat[0]")]
    [TestCase("""{"hetulista":["a","b","c","d","e","f","g","h","i"]}""", "hetulista")]
    public void What_is_no_request_for_base_data_is_refused_with_its_place(string body, string place) =>
        Assert.That(() => BaseAsync(List(), body), Refused(CallRefusal.Malformed, place));

    [TestCase("{}", "hetulista")]
    [TestCase("""{"hetulista":[],"kuntakoodit":[]}""", "kuntakoodit")]
    [TestCase("""{"kuntakoodit":["20"]}""", "kuntakoodit")]
    public void What_is_no_request_for_weekly_data_is_refused_with_its_place(string body, string place) =>
        Assert.That(() => WeeklyAsync(Area(), body), Refused(CallRefusal.Malformed, place));

    [Test]
    public void A_key_beyond_the_head_is_refused() =>
        Assert.That(
            () => ChangesAsync(Area(), $$"""{"viimeisinKirjausavain":{{life.Now.Value + 1}}}"""),
            Refused(CallRefusal.KeyBeyondHead, "viimeisinKirjausavain"));

    [Test]
    public void A_body_that_is_too_large_is_refused() =>
        Assert.That(
            () => ChangesAsync(Area(), $$"""{"viimeisinKirjausavain":0,"hetulista":["{{new string('x', 3_000_000)}}"]}"""),
            Refused(CallRefusal.TooLarge, "body"));

    [Test]
    public void A_body_of_more_values_than_codes_it_has_room_for_is_refused() =>
        Assert.That(
            () => ChangesAsync(Area(), $$"""{"hetulista":[{{string.Join(',', Enumerable.Repeat(1, 250_000))}}]}"""),
            Refused(CallRefusal.TooLarge, "body"));

    [Test]
    public async Task A_hundred_thousand_codes_are_handled()
    {
        var person = events.Born("205");
        var from = life.Now;
        events.ChangeAddress(person);
        life.Commit();
        var codes = string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"{number:0000000}-999X\""));
        var answer = await ChangesAsync(
            List(),
            $$"""{"viimeisinKirjausavain":{{from}},"hetulista":[{{codes}},"{{life.Current(person).IdentityCode}}"]}""");
        Assert.That(answer.GetProperty("muutokset").GetArrayLength(), Is.EqualTo(1));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(CallRefusal refusal, string place) =>
        Throws.InstanceOf<CallException>().With.Property(nameof(CallException.Refusal)).EqualTo(refusal)
            .And.Property(nameof(CallException.Place)).EqualTo(place);

    private static Caller Area() => new("mutpT1", PageScene.Terms(NonDisclosureRight.Section37, "205", "290"));

    private static Caller List() => new("mutpT1x", PageScene.Terms(NonDisclosureRight.OrderOnly));

    private Task<JsonElement> KeyAsync(string day) => Call((calls, _, answer) => calls.KeyAsync(day, answer, CancellationToken.None), "");

    private Task<JsonElement> ChangesAsync(Caller caller, string body) =>
        Call((calls, request, answer) => calls.ChangesAsync(caller, request, answer, CancellationToken.None), body);

    private async Task<(JsonElement Answer, CallReport Report)> BaseAsync(Caller caller, string body)
    {
        CallReport? report = null;
        var answer = await Call(
            async (calls, request, target) => report = await calls.BaseAsync(caller, request, target, CancellationToken.None),
            body);
        return (answer, report!);
    }

    private async Task<(JsonElement Answer, CallReport Report)> WeeklyAsync(Caller caller, string body)
    {
        CallReport? report = null;
        var answer = await Call(
            async (calls, request, target) => report = await calls.WeeklyBaseAsync(caller, request, target, CancellationToken.None),
            body);
        return (answer, report!);
    }

    private async Task<JsonElement> Call(Func<InterfaceCalls, PipeReader, PipeWriter, Task> call, string body)
    {
        life.Commit();
        var calls = new InterfaceCalls(
            new SingleRegister(() => SqliteRegister.OpenRead(life.Path)),
            Mapped.Catalog,
            audit,
            new Wednesday(),
            new CallLimits { BaseCodes = 8, Batch = 2, BodyBytes = 2_000_000, Page = new PageLimits() });
        using var sent = new MemoryStream();
        audit.Answer = sent;
        var answer = PipeWriter.Create(sent, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            await call(calls, PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(body))), answer);
        }
        finally
        {
            await answer.CompleteAsync();
            audit.Sent = sent.Length;
        }

        return JsonDocument.Parse(sent.ToArray()).RootElement;
    }

    private sealed class RecordingAudit : IAnswerAudit
    {
        internal List<(Caller Caller, AnswerNote Note, long Sent)> Notes { get; } = [];

        internal Stream Answer { get; set; } = Stream.Null;

        internal long Sent { get; set; }

        internal bool Fails { get; set; }

        /// <summary>Happens once, while the next answer is recorded.</summary>
        internal Action? Meanwhile { get; set; }

        public ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation)
        {
            Notes.Add((caller, note, Answer.Length));
            var happens = Meanwhile;
            Meanwhile = null;
            happens?.Invoke();
            return Fails ? throw new IOException("The chain cannot be written.") : ValueTask.CompletedTask;
        }
    }
}
