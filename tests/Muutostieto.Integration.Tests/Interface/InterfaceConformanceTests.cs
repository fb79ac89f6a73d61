using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Muutostieto.Interface.Tests.Support;

namespace Muutostieto.Integration.Tests.Interface;

/// <summary>What public clients of the agency's interface send and need, held against the running program.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Self)]
public sealed partial class InterfaceConformanceTests
{
    private const string Mask = "turvakiellonAlaisetKentat";
    private const string Street = "katunimi katunumero huoneistokirjain huoneistonumero jakokirjain postinumero postitoimipaikka "
        + "rakennustunnus osoitenumero kuntakoodi";

    private static readonly string[] ChangesKeys = ["viimeisinKirjausavain", "muutokset", "ajanTasalla"];

    /// <summary>What is hidden of each tietoryhmä in the agency's test environment.</summary>
    private static readonly Dictionary<string, string> Masks = new()
    {
        ["VAKINAINEN_KOTIMAINEN_OSOITE"] = Street,
        ["TILAPAINEN_KOTIMAINEN_OSOITE"] = Street,
        ["KOTIMAINEN_POSTIOSOITE"] = "postiosoite postinumero postitoimipaikka",
        ["VAKINAINEN_ULKOMAINEN_OSOITE"] = "lahiosoite paikkakunta valtiokoodi valtionimi",
        ["TILAPAINEN_ULKOMAINEN_OSOITE"] = "lahiosoite paikkakunta valtiokoodi valtionimi",
        ["VAKINAINEN_KOTIMAINEN_ASUINPAIKKATUNNUS"] =
            "rakennustunnus osoitenumero huoneistokirjain huoneistonumero jakokirjain kuntakoodi asuinpaikantunnus",
        ["SAHKOPOSTIOSOITE"] = "sahkopostiosoite lajikoodi",
        ["KOTIKUNTA"] = "kuntakoodi kuntaanMuuttopv",
        ["VAESTOKIRJANPITOKUNTA"] = "kuntakoodi kuntaanMuuttopv",
    };
    private InterfaceScene scene = null!;
    private HttpClient area = null!;
    private HttpClient plain = null!;
    private HttpClient list = null!;
    private List<JsonElement> pages = null!;
    private List<JsonElement> people = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await InterfaceScene.StartAsync(persons: 1400, weeks: 26, ", \"pagePersons\": 20");
        (area, plain, list) = (scene.NewClient(), scene.NewClient("mutpT1a"), scene.NewClient("mutpT1x"));
        pages = await InterfaceScene.ChangesAsync(area, 1);
        var week = await area.AskAsync("perustiedot-vko", """{"kuntakoodit":["697"],"tietoryhmat":["TURVAKIELTO"]}""");
        var codes = week.GetProperty("perustiedot").EnumerateArray()
            .OrderByDescending(person => person.Sequence().Any()).Select(Code).Take(1000).ToList();
        people = [.. (await area.AskAsync("perustiedot", $"{{{codes.List()}}}")).GetProperty("perustiedot").EnumerateArray()];
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        area.Dispose();
        plain.Dispose();
        list.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task The_key_of_today_is_the_registers_and_that_of_the_past_lies_before_it()
    {
        var (today, past) = (await area.KeyAsync("2100-01-01"), await area.KeyAsync("2000-01-01"));
        Assert.That(today.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "viimeisinKirjausavain" }));
        Assert.That(today.GetProperty("viimeisinKirjausavain").GetInt64(), Is.EqualTo(Key(pages[^1])));
        Assert.That(past.GetProperty("viimeisinKirjausavain").GetInt64(), Is.LessThan(Key(pages[^1])));
    }

    [Test]
    public void Pages_have_the_keys_in_the_order_of_the_agencys_and_go_on_to_the_end()
    {
        Assert.That(pages.Select(page => page.EnumerateObject().Select(property => property.Name)), Is.All.EqualTo(ChangesKeys));
        Assert.That(pages, Has.Count.GreaterThan(1), "more persons than one page has");
        Assert.That(pages.SkipLast(1).Select(page => page.GetProperty("ajanTasalla").GetBoolean()), Is.All.False);
        Assert.That(pages.Select(Key), Is.Ordered.And.Unique);
    }

    [Test]
    public async Task Nothing_new_is_an_empty_list_that_is_up_to_date()
    {
        var page = await area.AskAsync("muutokset", $$"""{"viimeisinKirjausavain":{{Key(pages[^1])}}}""");
        Assert.That(
            page.GetRawText(), Is.EqualTo($$"""{"viimeisinKirjausavain":{{Key(pages[^1])}},"muutokset":[],"ajanTasalla":true}"""));
    }

    [Test]
    public void Every_element_keeps_the_rules_that_break_clients()
    {
        foreach (var change in pages.SelectMany(Changes))
        {
            ClientRules.Check(change, isChange: true);
        }

        foreach (var person in people)
        {
            ClientRules.Check(person, isChange: false);
        }

        Assert.That(people, Has.Count.GreaterThan(400));
    }

    [Test]
    public async Task Every_answer_fits_the_document()
    {
        using var bare = scene.NewClient(user: null);
        using var document = await bare.GetAsync(new Uri("api/v1/openapi.json", UriKind.Relative));
        var check = new SchemaCheck(JsonDocument.Parse(await document.Content.ReadAsStringAsync()).RootElement);
        var codes = people.Select(Code).ToList();
        using var refused = await area.SendAsync("muutokset", "{");
        (JsonElement Answer, string Schema)[] answers =
        [
            (await area.KeyAsync("2100-01-01"), "Kirjausavain"),
            .. pages.Select(page => (page, "Muutokset")),
            .. (await InterfaceScene.ChangesAsync(list, 1, $",{codes.List()}")).Select(page => (page, "Muutokset")),
            (await list.AskAsync("perustiedot", $"{{{codes.List()}}}"), "Perustiedot"),
            (await area.AskAsync("perustiedot-vko", """{"kuntakoodit":["697"]}"""), "PerustiedotVko"),
            (await refused.AssertProblemAsync(400, "malformed-request"), "Problem"),
        ];
        Assert.That(answers.SelectMany(each => check.FaultsOf(each.Answer, each.Schema)).Distinct().Take(20), Is.Empty);
    }

    [Test]
    public void A_change_is_of_midnight_in_Finland() =>
        Assert.That(
            pages.SelectMany(Changes)
                .Select(change => change.GetProperty("muutospv").GetString()!)
                .Select(text => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
                .Select(time => TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki")).TimeOfDay),
            Is.All.EqualTo(TimeSpan.Zero));

    [Test]
    public async Task Base_data_say_that_they_are_up_to_date_and_have_no_key()
    {
        var answer = await list.AskAsync("perustiedot", $"{{{new[] { Code(people[0]) }.List()}}}");
        Assert.That(answer.EnumerateObject().Select(property => property.Name), Is.EquivalentTo(new[] { "ajanTasalla", "perustiedot" }));
        Assert.That(answer.GetProperty("ajanTasalla").GetBoolean(), Is.True);
        Assert.That(answer.GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Groups_that_are_asked_for_come_alone_and_unknown_ones_not_at_all()
    {
        var code = Code(people[0]);
        var answer = await area.AskAsync(
            "perustiedot", $$"""{{{new[] { code, "010190-900X" }.List()}},"tietoryhmat":["HENKILON_NIMI","JOKU_MUU"]}""");
        var person = answer.GetProperty("perustiedot").EnumerateArray().Single();
        Assert.That(person.Sequence(), Is.EqualTo(new[] { "HENKILON_NIMI" }));
        Assert.That(
            person.Group("HENKILON_NIMI").Keys(),
            Is.SupersetOf(new[] { "tietoryhma", "etunimi", "sukunimi", "etunimiUTF8", "sukunimiUTF8" }));
        await scene.Service.UntilSaidAsync("mutpT1 perustiedot 200: 1 elements, 1 absent, 1 unknown groups");
        Assert.That(scene.Service.Said, Does.Not.Contain(code));
    }

    [TestCase("muutokset", """{"viimeisinKirjausavain":0,"tuotekoodi":"mutpT1"}""")]
    [TestCase("perustiedot", """{"hetulista":["a"],"tietoryhmat":null}""")]
    [TestCase("perustiedot", """{"hetulista":["a"],"kuntakoodit":["697"]}""")]
    public async Task Properties_that_are_unknown_or_null_are_refused(string call, string body)
    {
        using var answer = await area.SendAsync(call, body);
        _ = await answer.AssertProblemAsync(400, "malformed-request");
    }

    [Test]
    public async Task Base_data_take_a_thousand_codes_and_changes_as_many_as_a_client_has()
    {
        var many = Enumerable.Range(0, 100_000).Select(number => $"{number:000000}-999X").ToList();
        using var refused = await list.SendAsync("perustiedot", $"{{{many.Take(1001).List()}}}");
        var problem = await refused.AssertProblemAsync(400, "malformed-request");
        Assert.That(problem.GetProperty("place").GetString(), Is.EqualTo("hetulista"));
        var thousand = await list.AskAsync("perustiedot", $"{{{many.Take(999).Append(Code(people[0])).List()}}}");
        Assert.That(thousand.GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(1));
        var since = Stopwatch.StartNew();
        var changed = Code(Changes(pages[0]).First());
        var page = await list.AskAsync("muutokset", $$"""{"viimeisinKirjausavain":1,{{many.Append(changed).List()}}}""");
        Assert.That(Changes(page).Select(Code), Is.Not.Empty.And.All.EqualTo(changed));
        Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromSeconds(25)));
    }

    [Test]
    public async Task Nulls_and_blanks_among_the_codes_are_passed_over()
    {
        var answer = await list.AskAsync("perustiedot", $$"""{"hetulista":[null,""," ","{{Code(people[0])}}"]}""");
        Assert.That(answer.GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Weekly_base_data_are_of_an_area_or_of_codes_with_the_day_they_were_taken()
    {
        var week = await area.AskAsync("perustiedot-vko", """{"kuntakoodit":["697","837"]}""");
        var some = await area.AskAsync("perustiedot-vko", $$"""{{{new[] { Code(people[0]) }.List()}},"tietoryhmat":["SUKUPUOLI"]}""");
        Assert.That(week.GetProperty("poimintapv").GetString(), Does.Match(@"^\d{4}-\d\d-\d\d$"));
        Assert.That(some.GetProperty("poimintapv").GetString(), Is.EqualTo(week.GetProperty("poimintapv").GetString()));
        var day = DateOnly.ParseExact(week.GetProperty("poimintapv").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.That(day.DayOfWeek, Is.EqualTo(DayOfWeek.Sunday));
        Assert.That(week.GetProperty("perustiedot").GetArrayLength(), Is.GreaterThan(400));
    }

    [Test]
    public async Task A_list_connection_is_asked_by_codes_alone()
    {
        using var week = await list.SendAsync("perustiedot-vko", """{"kuntakoodit":["697"]}""");
        using var changes = await list.SendAsync("muutokset", """{"viimeisinKirjausavain":0}""");
        _ = await week.AssertProblemAsync(400, "malformed-request");
        _ = await changes.AssertProblemAsync(400, "malformed-request");
    }

    [Test]
    public void A_persons_code_of_a_change_may_come_in_several_elements()
    {
        Assert.That(pages.SelectMany(Changes).GroupBy(Code).Select(group => group.Count()), Has.Some.GreaterThan(1));
    }

    [Test]
    public async Task Names_of_headers_are_in_any_case_and_a_gateway_may_leave_three_of_them()
    {
        using var bare = new HttpClient { BaseAddress = scene.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{InterfaceScene.Prefix}/api/v1/kirjausavain/2026-05-31");
        request.Headers.TryAddWithoutValidation("x-road-client", "FI/MUN/0245437-2/testi-client");
        request.Headers.TryAddWithoutValidation("AUTHORIZATION", $"{InterfaceScene.Basic("mutpT1x", "pwd")}");
        request.Content = new ByteArrayContent([]);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var answer = await bare.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.GetValues("X-Road-Client").Single(), Is.EqualTo("FI/MUN/0245437-2/testi-client"));
    }

    [Test]
    public async Task Credentials_and_client_must_both_fit()
    {
        using var wrong = scene.NewClient("mutpT1x", "PWD");
        using var anonymous = scene.NewClient(user: null);
        using var foreign = scene.NewClient("mutpT1x", client: "FI/MUN/0245437-2/toinen");
        using var first = await wrong.SendAsync("perustiedot", "{");
        using var second = await anonymous.SendAsync("perustiedot", "{");
        using var third = await foreign.SendAsync("perustiedot", "{");
        _ = await first.AssertProblemAsync(401, "credentials");
        _ = await second.AssertProblemAsync(401, "credentials");
        _ = await third.AssertProblemAsync(403, "client-not-allowed");
    }

    [Test]
    public async Task A_key_beyond_the_head_is_refused()
    {
        using var answer = await area.SendAsync("muutokset", """{"viimeisinKirjausavain":5446623423}""");
        _ = await answer.AssertProblemAsync(409, "key-beyond-head");
    }

    [Test]
    public async Task A_key_before_the_load_is_refused_as_no_page_has_its_persons()
    {
        using var answer = await area.SendAsync("muutokset", """{"viimeisinKirjausavain":0}""");
        _ = await answer.AssertProblemAsync(409, "key-before-load");
    }

    [Test]
    public async Task Protected_persons_have_masks_for_every_right_and_are_absent_without_one()
    {
        var hidden = people
            .Where(person => person.Groups().Any(IsMasked))
            .ToList();
        Assert.That(hidden, Is.Not.Empty, "someone in the register is protected");
        foreach (var person in hidden)
        {
            Assert.That(person.Group("TURVAKIELTO").GetProperty("turvakieltoAktiivinen").GetBoolean(), Is.True);
            Assert.That(
                Hidden(person.Group("VAKINAINEN_KOTIMAINEN_OSOITE")),
                Is.EqualTo(
                    new[]
                    {
                        "katunimi", "katunumero", "huoneistokirjain", "huoneistonumero", "jakokirjain", "postinumero", "postitoimipaikka",
                        "rakennustunnus", "osoitenumero", "kuntakoodi",
                    }));
        }

        var codes = hidden.Select(Code).ToList();
        var without = await plain.AskAsync("perustiedot", $"{{{codes.List()}}}");
        var orderOnly = await list.AskAsync("perustiedot", $"{{{codes.List()}}}");
        Assert.That(without.GetProperty("perustiedot").GetArrayLength(), Is.Zero);
        Assert.That(orderOnly.GetProperty("perustiedot").GetArrayLength(), Is.EqualTo(codes.Count));
        Assert.That(
            orderOnly.GetProperty("perustiedot").EnumerateArray().Select(person => Hidden(person.Group("KOTIKUNTA"))),
            Is.All.EqualTo(new[] { "kuntakoodi", "kuntaanMuuttopv" }));
    }

    [Test]
    public async Task A_mask_lists_the_fields_of_its_group_and_has_nothing_else_but_in_changes_its_attribute()
    {
        var listed = new List<JsonElement>();
        var codes = pages.SelectMany(Changes).Select(Code).Distinct().List();
        listed.AddRange(await InterfaceScene.ChangesAsync(list, 1, $",{codes}"));
        var inChanges = pages.Concat(listed).SelectMany(Changes).SelectMany(change => change.Groups()).Where(IsMasked).ToList();
        var inBase = people.SelectMany(person => person.Groups()).Where(IsMasked).ToList();
        Assert.That(inChanges.Select(group => group.Name()).Distinct(), Is.SupersetOf(Masks.Keys), "each is seen");
        Assert.That(inChanges.Select(group => group.Keys()), Is.All.EqualTo(new[] { "tietoryhma", "muutosattribuutti", Mask }));
        Assert.That(inChanges.Select(group => group.Word()), Is.All.EqualTo("MUUTETTU"));
        Assert.That(inBase.Select(group => group.Keys()), Is.Not.Empty.And.All.EqualTo(new[] { "tietoryhma", Mask }));
        foreach (var group in inChanges.Concat(inBase))
        {
            Assert.That(Hidden(group), Is.EqualTo(Masks[group.Name()].Split(' ')), group.Name());
        }
    }

    [Test]
    public void A_ban_is_in_base_data_only_while_it_is_in_force() =>
        Assert.That(
            people.SelectMany(person => person.Groups()).Where(group => group.Name() == "TURVAKIELTO")
                .Select(group => group.GetProperty("turvakieltoAktiivinen").GetBoolean()),
            Is.All.True);

    [Test]
    public async Task A_thousand_persons_come_within_25_seconds_with_several_at_a_time()
    {
        var body = $"{{{people.Select(Code).List()}}}";
        var since = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => area.AskAsync("perustiedot", body)));
        Assert.That(answers.Select(answer => answer.GetProperty("perustiedot").GetArrayLength()), Is.All.EqualTo(people.Count));
        Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromSeconds(25)));
    }

    [Test]
    public async Task A_permit_its_change_and_its_end_count_from_the_next_call()
    {
        const string Nobody = """{"hetulista":[]}""";
        using var client = scene.NewClient("mutpT2");
        using var early = await client.SendAsync("perustiedot", Nobody);
        scene.Permit("mutpT2", """{ "county": "20" }""", "false");
        using var begun = await client.SendAsync("perustiedot", Nobody);
        scene.Permit("mutpT2", """{ "county": "20" }""", "false", """["FI/MUN/0245437-2/toinen"]""");
        using var narrower = await client.SendAsync("perustiedot", Nobody);
        scene.Permit("mutpT2", """{ "county": "20" }""", "false", validTo: "no day");
        using var broken = await client.SendAsync("perustiedot", Nobody);
        scene.Permit("mutpT2", """{ "county": "20" }""", "false", validTo: "2026-02-01");
        using var ended = await client.SendAsync("perustiedot", Nobody);
        Assert.That(
            new[] { early, begun, narrower, broken, ended }.Select(answer => (int)answer.StatusCode),
            Is.EqualTo(new[] { 401, 200, 403, 403, 401 }),
            "with faults the last configuration without one stays in force");
    }

    private static bool IsMasked(JsonElement group) => group.TryGetProperty(Mask, out _);

    private static IEnumerable<JsonElement> Changes(JsonElement page) => page.GetProperty("muutokset").EnumerateArray();

    private static IEnumerable<string> Hidden(JsonElement group) =>
        group.GetProperty(Mask).EnumerateArray().Select(field => field.GetString()!);

    private static string Code(JsonElement element) => element.GetProperty("henkilotunnus").GetString()!;

    private static long Key(JsonElement page) => page.GetProperty("viimeisinKirjausavain").GetInt64();
}
