using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>The order of a partner from <c>samples</c>, from end to end: check, run, drop, manifest, price, audit, report.</summary>
public sealed partial class PartnerOrderTests
{
    private PartnerFolder partner = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        partner = new PartnerFolder();
        await partner.Installation.FillAsync(1500);
    }

    [TearDown]
    public void TearDown() => partner.Dispose();

    [Test]
    public async Task A_partner_s_order_is_checked_delivered_priced_and_answered_for()
    {
        Assert.That((await partner.RunAsync("config", "check")).AssertDone().Output, Does.EndWith("nothing is wrong.\n"));
        (await partner.RunAsync("extract", "run", PartnerFolder.Order)).AssertDone();
        (await partner.RunAsync("check", partner.ManifestFile())).AssertDone();
        var preview = (await partner.RunAsync("extract", "preview", PartnerFolder.Order, "--json")).AssertDone().Json;
        (await partner.RunAsync("extract", "redraw", $"{PartnerFolder.Order}/extract/1")).AssertDone();

        var manifest = partner.Manifest();
        var persons = manifest.GetProperty("persons").GetInt64();
        var order = manifest.GetProperty("delivery").GetProperty("order");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(order.GetProperty("endCustomer").GetProperty("businessId").GetString(), Is.EqualTo("9000004-6"));
            Assert.That(order.GetProperty("endCustomer").GetProperty("name").GetString(), Is.EqualTo("Esimerkkikauppa Oy"));
            Assert.That(order.GetProperty("purpose").GetString(), Is.EqualTo("direct-marketing"));
            Assert.That(order.GetProperty("useBy").GetString(), Is.EqualTo("2027-01-16"), "two months after 2026-11-16");
            Assert.That(order.GetProperty("withoutCodes").GetBoolean(), Is.True);
            Assert.That(
                order.GetProperty("sourceLabel").GetProperty("fi").GetString(),
                Is.EqualTo(
                    "Osoitelähde: väestötietojärjestelmä. Osoitteen toimitti Osoitekumppani Oy. Tietoja ei ole luovutettu lähettäjälle."));
            Assert.That(
                order.GetProperty("sourceLabel").GetProperty("sv").GetString(),
                Does.StartWith("Adresskälla: befolkningsdatasystemet.").And.Contain("Osoitekumppani Oy").And.EndWith("till avsändaren."));
            Assert.That(persons, Is.GreaterThan(20).And.EqualTo(preview.GetProperty("persons").GetInt64()));
            Assert.That(preview.GetProperty("banned").ToString(), Is.Not.EqualTo("0"), "some have a ban on marketing");
        }

        // By hand, from the list for others of 2026: 100 + 20 × 0.10 + the rest × 0.05.
        var price = 100m + 2m + ((persons - 20) * 0.05m);
        var invoice = (await partner.RunAsync("invoice", PartnerFolder.Order, "--json")).AssertDone().Json;
        var row = invoice.GetProperty("rows").EnumerateArray().Single();
        Assert.That(
            (invoice.GetProperty("total").GetDecimal(), preview.GetProperty("price").GetDecimal()),
            Is.EqualTo((decimal.Round(price, 2), price)));
        Assert.That(row.GetProperty("endCustomer").GetProperty("businessId").GetString(), Is.EqualTo("9000004-6"));
        Assert.That(
            (await partner.RunAsync("invoice", PartnerFolder.Order)).AssertDone().Output,
            Does.Contain("for Esimerkkikauppa Oy (9000004-6)"));

        await AskForAPersonAsync();
        (await partner.RunAsync("audit", "verify")).AssertDone();
    }

    [Test]
    public async Task No_byte_of_what_is_delivered_for_marketing_is_of_an_identity_code_and_rows_are_not_in_the_order_of_birth()
    {
        (await partner.RunAsync("extract", "run", PartnerFolder.Order)).AssertDone();
        var text = await partner.TextAsync();

        Assert.That(Code().Count(text), Is.Zero);
        Assert.That(text, Does.Contain("sukunimi").And.Not.Contain("poistuneet"));
        (await partner.RunAsync("extract", "run", PartnerFolder.Order, "--again")).AssertDone();
        Assert.That(await partner.TextAsync(number: 2), Does.Not.Contain("poistuneet"), "names are no codes by which one could be named");

        var rows = await NamesAsync();
        var byCode = Query("SELECT document FROM version WHERE to_key IS NULL AND alive = 1 ORDER BY code")
            .Select(document => NameIn(document))
            .Where(rows.ToHashSet().Contains)
            .ToList();
        Assert.That(rows, Has.Count.GreaterThan(20));
        Assert.That(rows.Zip(byCode, (row, other) => row == other).Count(same => same), Is.LessThan(rows.Count / 2));
    }

    [TestCase("customer-register-update", true)]
    [TestCase("customer-register-update", false)]
    public async Task A_ban_on_updating_registers_stops_a_shop_and_not_a_bank(string purpose, bool isBank)
    {
        if (!isBank)
        {
            partner.Change(PartnerFolder.Partner, "\"bank\"", "\"other\"");
        }

        WriteBankOrder(purpose);
        var preview = (await partner.RunAsync("extract", "preview", "asiakkaat", "--json")).AssertDone().Json;
        var banned = preview.GetProperty("banned");

        Assert.That(
            banned.ValueKind == System.Text.Json.JsonValueKind.Null || banned.GetInt64() > 0,
            Is.EqualTo(!isBank),
            $"some have the ban: {preview}");
        (await partner.RunAsync("extract", "run", "asiakkaat")).AssertDone();
        var order = partner.Manifest("PANKKI").GetProperty("delivery").GetProperty("order");
        Assert.That(order.GetProperty("endCustomer").GetProperty("name").GetString(), Is.EqualTo("Esimerkkipankki Oyj"));
        foreach (var key in new[] { "useBy", "sourceLabel", "withoutCodes" })
        {
            Assert.That(order.TryGetProperty(key, out _), Is.False, "a register keeps what it is brought up to date with");
        }
    }

    [Test]
    public async Task A_contract_that_has_ended_is_reported_and_its_order_refused()
    {
        partner.Change(PartnerFolder.Partner, "2027-12-31", "2026-11-15");

        Assert.That(
            (await partner.RunAsync("config", "check")).AssertDone().Output,
            Does.Contain($"permits/{PartnerFolder.Order}.json").And.Contain("ended on 2026-11-15: the permit is not served")
                .And.Contain("Correct it in config/partners/osoitekumppani.json"));
        (await partner.RunAsync("extract", "run", PartnerFolder.Order)).AssertFailed(
            ExitCode.Usage,
            "the contract of osoitekumppani with 9000004-6 ended on 2026-11-15", "Nothing was delivered", "config/partners");
        (await partner.RunAsync("extract", "preview", PartnerFolder.Order)).AssertFailed(ExitCode.Usage, "ended on 2026-11-15");
        Assert.That(Directory.Exists(Path.Combine(partner.Installation.Data, "drop", "osoitekumppani")), Is.False);

        WriteBankOrder("customer-register-update");
        (await partner.RunAsync("extract", "run", "asiakkaat")).AssertDone();
    }

    [Test]
    public async Task A_repeated_order_whose_contract_has_ended_is_a_failure_of_its_permit_alone()
    {
        partner.Change(
            $"orders/{PartnerFolder.Order}.json",
            "\"formats\"",
            "\"rhythm\": { \"rule\": \"FREQ=DAILY\", \"time\": \"01:00\", \"from\": \"2026-11-10\" }, \"formats\"");
        partner.Change(PartnerFolder.Partner, "2027-12-31", "2026-11-15");
        var night = await partner.RunAsync("batch");

        Assert.That(night.Code, Is.EqualTo((int)ExitCode.SomePermitsFailed), night.ToString());
        Assert.That(night.Errors + night.Output, Does.Contain("ended on 2026-11-15").And.Contain("kainuu-laajat base 001"));
    }

    [Test]
    public async Task What_lies_in_the_drop_after_its_last_day_of_use_is_to_be_withdrawn_and_not_given_again()
    {
        (await partner.RunAsync("extract", "run", PartnerFolder.Order)).AssertDone();

        Assert.That((await partner.RunAtAsync("2027-01-16T12:00", "status")).Output, Does.Not.Contain("2027-01-16 only"));
        Assert.That(
            (await partner.RunAtAsync("2027-01-17T12:00", "status")).Output,
            Does.Contain("its addresses might be used until 2027-01-16 only"));
        (await partner.RunAtAsync("2027-01-17T12:00", "deliveries", "redeliver", "1")).AssertFailed(ExitCode.Usage, "2027-01-16");
    }

    [TestCase("\"sector\": \"bank\"", "\"sector\": \"other\"", "the contract no longer has the sector that a ban does not stop")]
    [TestCase("\"sector\": \"bank\"", "\"sector\": \"insurer\"", null)]
    [TestCase(
        "\"from\": \"2026-01-01\"\n    }\n", "\"from\": \"2026-01-01\", \"to\": \"2026-11-15\" }", "no contract of the partner with the end")]
    public async Task What_lies_in_the_drop_is_judged_by_the_contract_of_today(string old, string replacement, string? why)
    {
        WriteBankOrder("customer-register-update");
        (await partner.RunAsync("extract", "run", "asiakkaat")).AssertDone();
        partner.Change(PartnerFolder.Partner, old, replacement);

        var status = Flat((await partner.RunAsync("status")).Output);
        Assert.That(status, why is null ? Does.Not.Contain("it lies in the drop unanswered") : Does.Contain(why));
    }

    [Test]
    public async Task Who_was_delivered_to_one_end_customer_is_not_left_out_for_another()
    {
        (await partner.RunAsync("extract", "run", PartnerFolder.Order)).AssertDone();
        WriteBankOrder("customer-register-update", $$""" "exclude": { "deliveries": ["{{PartnerFolder.Order}}/extract/1"] }, """);

        Assert.That((await partner.RunAsync("config", "check")).Output, Does.Contain("is another end customer's, 9000004-6"));
    }

    private async Task AskForAPersonAsync()
    {
        var code = (await NamesAsync())
            .Select(name => Query(
                $"SELECT code FROM version WHERE to_key IS NULL AND CAST(document AS TEXT) LIKE '%\"sukunimi\":\"{name.Split(';')[0]}\""
                    + $",\"etunimet\":\"{name.Split(';')[1]}\"%'"))
            .First(codes => codes.Count == 1)[0];
        var said = (await partner.RunAsync("audit", "person", code)).AssertDone().Output;
        var asked = (await partner.RunAsync("audit", "person", code, "--json")).AssertDone().Json;
        var delivery = asked.GetProperty("deliveries").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                said,
                Does.Contain("to osoitekumppani by decision DVV/0006/2026")
                    .And.Contain("order kauppa-kohderyhma, for direct-marketing of Esimerkkikauppa Oy (9000004-6): 004 101"));
            Assert.That(delivery.GetProperty("purpose").GetString(), Is.EqualTo("direct-marketing"));
            Assert.That(delivery.GetProperty("endCustomer").GetProperty("businessId").GetString(), Is.EqualTo("9000004-6"));
        }

        foreach (var (language, words) in new (string, string[])[]
            {
                ("fi", ["Kenelle tietojasi on luovutettu", "suoramarkkinointi", "Henkilön nimi; Vakinainen kotimainen osoite"]),
                ("sv", ["Till vem uppgifter om dig", "direktmarknadsföring", "Personens namn; Stadigvarande adress i Finland"]),
                ("en", ["Who has been given data", "direct marketing", "Name of the person; Permanent address in Finland"]),
            })
        {
            var report = (await partner.RunAsync("audit", "person", code, "--report", "--language", language)).AssertDone().Output;
            Assert.That(
                words.Append("Osoitekumppani Oy (osoitekumppani)").Append("Esimerkkikauppa Oy (9000004-6)").Append("DVV/0006/2026"),
                Has.All.Matches<string>(word => Flat(report).Contains(word!, StringComparison.Ordinal)),
                report);
            Assert.That(report, Does.Not.Contain(code));
            Assert.That(
                (await partner.RunAsync("audit", "person", code, "--report", "--language", language, "--format", "html"))
                    .AssertDone().Output,
                Does.StartWith("<!DOCTYPE html>").And.Contain($"<html lang=\"{language}\">").And.Contain("Esimerkkikauppa Oy (9000004-6)"));
        }
    }

    private void WriteBankOrder(string purpose, string more = "") => partner.Installation.WriteConfig(
        "orders/asiakkaat.json",
        $$"""
        { "id": "asiakkaat", "permit": "pankki-asiakkaat", "endCustomer": "9000003-8", "purpose": "{{purpose}}", {{more}}
          "where": { "age": { "from": 18 } }, "content": { "package": "yksityinen-paivitys" } }
        """);

    /// <summary>Surname and first names of each row, in its order.</summary>
    private async Task<List<string>> NamesAsync() =>
        [.. Row().Matches(await partner.TextAsync()).Select(match => match.Groups[1].Value + ";" + match.Groups[2].Value)];

    private static string NameIn(string document) =>
        Name().Match(document) is { Success: true } match ? match.Groups[1].Value + ";" + match.Groups[2].Value : "";

    private List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={partner.Installation.Register};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetFieldValue<object>(0) is byte[] bytes
                ? System.Text.Encoding.UTF8.GetString(bytes)
                : Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return found;
    }

    private static string Flat(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("[0-9]{6}[-+A-FU-Y]9[0-9]{2}[0-9A-Y]", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex("^[0-9]+;;XXX;[^;]*;1;1;1;1;([^;\r]+);([^;\r]+)\r$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("\"sukunimi\":\"([^\"]+)\",\"etunimet\":\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
