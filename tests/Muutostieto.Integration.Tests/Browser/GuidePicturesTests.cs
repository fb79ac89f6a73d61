using System.Buffers.Binary;

namespace Muutostieto.Integration.Tests.Browser;

/// <summary>The pictures that the users' guides show.</summary>
public sealed class GuidePicturesTests
{
    private static readonly byte[] Signature = [0x89, .. "PNG\r\n\u001a\n"u8];

    [Test]
    public void The_guides_show_each_picture_that_there_is_and_no_other() => Assert.That(
        Directory.GetFiles(GuidePictures.Folder).Select(Path.GetFileName),
        Is.EquivalentTo(GuidePictures.Named().Select(name => name + ".png")));

    [Test]
    public void Each_is_made_by_a_flow_and_both_languages_show_the_same_pages()
    {
        var flows = Directory.GetFiles(Repository.File("tests", "browser", "flows")).Select(Path.GetFileNameWithoutExtension).ToList();
        var named = GuidePictures.Named();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                named.Where(name => !flows.Exists(flow => name.StartsWith(flow + "-", StringComparison.Ordinal))), Is.Empty, "no flow");
            Assert.That(Pages("en"), Is.Not.Empty.And.EqualTo(Pages("fi")));
            Assert.That(named, Has.All.Matches("-(en|fi)$"));
        }

        IEnumerable<string> Pages(string language) =>
            named.Where(name => name.EndsWith("-" + language, StringComparison.Ordinal)).Select(name => name[..^3]);
    }

    [Test]
    public void They_are_small_and_of_one_width()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in Directory.GetFiles(GuidePictures.Folder))
            {
                var png = File.ReadAllBytes(file);
                Assert.That(png.Take(8), Is.EqualTo(Signature), file);
                Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), Is.EqualTo(GuidePictures.Width), file);
                Assert.That(png, Has.Length.AtMost(GuidePictures.MostBytes), file);
            }
        }
    }
}
