using Muutostieto.Records;
using Muutostieto.Register.Import;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>A new person under a former code of a person with a non-disclosure order may be that person: a record without the order does
/// not add the address unprotected.</summary>
public sealed class FormerCodeUnderOrderTests
{
    private static readonly string Former = Some.Code(1);
    private static readonly string InForce = Some.Code(2);

    private ImportScene scene = null!;

    [SetUp]
    public void SetUp() => scene = new ImportScene();

    [TearDown]
    public void TearDown() => scene.Dispose();

    [Test]
    public void A_silent_record_is_a_fault_with_its_line_and_nothing_is_imported([Values] bool isBase)
    {
        HadCode(ImportScene.Order('1'));

        Assert.That(
            () => Import(isBase, ImportScene.Person(Former, "00312")),
            Throws
                .TypeOf<MuutostietoException>()
                .With.Message.Contains("line 1")
                .And.Message.Contains("015")
                .And.Message.Not.Contain(Former));
        Assert.That(scene.OrderOf(Former), Is.Not.Null, "the code is still that of the person who had it");
    }

    [Test]
    public void A_record_with_an_order_of_its_own_is_a_new_person([Values] bool isBase)
    {
        HadCode(ImportScene.Order('1'));

        Assert.That(Import(isBase, ImportScene.Person(Former, "00312", ImportScene.Order('1', "20300101"))).Added, Is.EqualTo(1));
        Assert.That((scene.OrderOf(Former), scene.OrderOf(InForce)), Is.EqualTo(("20300101", "99990000")));
    }

    [Test]
    public void Under_a_former_code_of_a_person_without_an_order_silence_says_nothing([Values] bool isBase)
    {
        HadCode();

        Assert.That(Import(isBase, ImportScene.Person(Former, "00312")).Added, Is.EqualTo(1));
    }

    private void HadCode(params string[] groups)
    {
        scene.Base(ImportScene.Person(Former, ["00311", .. groups]));
        scene.Changes(ImportScene.Change(Former, ImportScene.Code('1', InForce, '1'), ImportScene.Code('3', Former, '2')));
    }

    private ImportResult Import(bool isBase, string line) => isBase ? scene.Base(line) : scene.Changes(line);
}
