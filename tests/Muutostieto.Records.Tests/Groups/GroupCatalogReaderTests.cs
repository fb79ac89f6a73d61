using System.IO.Abstractions;
using System.Text;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Tests.Groups;

public sealed class GroupCatalogReaderTests
{
    [Test]
    [Platform(Exclude = "Win")]
    public void What_may_not_be_read_is_not_looked_for_in_another_folder()
    {
        // A folder in place of the file refuses every user, root too.
        var failure = Assert.Throws<MuutostietoException>(() => GroupCatalogReader.Load(new FileSystem(), Path.GetTempPath()))!;
        Assert.That(failure.Message, Does.EndWith("Let the program's user read it and its folder."));
        Assert.That(failure.Remedy, Is.Null);
    }

    [Test]
    public void The_layouts_that_are_shipped_have_no_fault_and_both_versions_of_the_guardian()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Layouts.Catalog.Newest("305")!.Length, Is.EqualTo(50));
            Assert.That(Layouts.Catalog.Version("305", 1)!.Length, Is.EqualTo(43));
            Assert.That(Layouts.Catalog.OfLength("305"u8, 43)!.Version, Is.EqualTo(1));
            Assert.That(Layouts.Catalog.Newest("888"), Is.Null);
        }
    }

    [Test]
    public void All_faults_are_reported_at_once()
    {
        var (catalog, faults) = GroupCatalogReader.Read(Encoding.UTF8.GetBytes("""
            { "format": 1, "groups": [
              { "code": "001", "name": "eka", "length": 20, "origin": "batch", "fields": [
                { "name": "a", "kind": "text", "at": 5, "length": 4 },
                { "name": "b", "kind": "text", "at": 8, "length": 4 },
                { "name": "c", "kind": "word", "at": 14, "length": 4 },
                { "name": "c", "kind": "date", "at": 18, "length": 4 } ] },
              { "code": "001", "name": "eka", "length": 9, "origin": "own", "key": ["x"], "clarifies": ["777"], "onlyEnded": true, "fields": [
                { "name": "a", "kind": "text", "at": 5, "length": 4 } ] }
            ] }
            """));

        Assert.That(catalog, Is.Null);
        var told = string.Join('\n', faults);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told, Does.Contain("field b: starts at 8").And.Contain("(overlap)"));
            Assert.That(told, Does.Contain("field c: starts at 14").And.Contain("(gap)"));
            Assert.That(told, Does.Contain("kind 'word' is unknown"));
            Assert.That(told, Does.Contain("length 20, but its fields end at 21"));
            Assert.That(told, Does.Contain("length 9, but its fields end at 8"));
            Assert.That(told, Does.Contain("a date takes 8"));
            Assert.That(told, Does.Contain("field 'c' occurs 2 times"));
            Assert.That(told, Does.Contain("version 1 occurs 2 times"));
            Assert.That(told, Does.Contain("name eka: names two groups"));
            Assert.That(told, Does.Contain("key 'x' is no field"));
            Assert.That(told, Does.Contain("clarifies 777, which is no group"));
            Assert.That(told, Does.Contain("onlyEnded, but it has no field 'loppupv'"));
            Assert.That(told, Does.Contain("takes a code 9xx"));
        }
    }

    [Test]
    public void A_half_written_file_is_reported_with_its_line()
    {
        var (catalog, faults) = GroupCatalogReader.Read("{\n \"format\": 1,\n \"groups\": [ {"u8);

        Assert.That(catalog, Is.Null);
        Assert.That(faults.Single().Place, Is.EqualTo("line 3"));
    }

    [Test]
    public void An_unknown_property_is_refused()
    {
        var (_, faults) = GroupCatalogReader.Read("""{ "format": 1, "groups": [ { "code": "001", "widht": 3 } ] }"""u8);

        Assert.That(faults.Single().Message, Does.Contain("widht"));
    }
}
