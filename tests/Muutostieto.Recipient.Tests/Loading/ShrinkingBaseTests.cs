using Muutostieto.Recipient.Tests.Support;
using Muutostieto.Records;
using static Muutostieto.Recipient.Tests.Support.People;

namespace Muutostieto.Recipient.Tests.Loading;

/// <summary>
/// A base that would empty the register, or leave far fewer residents, changes nothing until it is accepted. It is no fault of the
/// delivery: no receipt refuses it.
/// </summary>
public sealed class ShrinkingBaseTests
{
    private DeliveryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new DeliveryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase(10, 10, false)]
    [TestCase(10, 8, false)]
    [TestCase(10, 7, true)]
    [TestCase(10, 0, true)]
    [TestCase(1, 0, true)]
    [TestCase(0, 0, false)]
    public void A_base_is_loaded_by_how_many_residents_it_leaves(int before, int after, bool isRefused)
    {
        folder.Base([.. Enumerable.Range(1, before).Select(number => Full(number))]);
        folder.Load();
        var next = folder.Base([.. Enumerable.Range(1, after).Select(number => Full(number))]);
        if (!isRefused)
        {
            Assert.That(folder.Load().Residents, Is.EqualTo(after));
            return;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => folder.Load(),
                Throws.TypeOf<MuutostietoException>().With.Property("Kind").EqualTo(FailureKind.Usage)
                    .And.Property("Remedy").EqualTo(new RecipientRemedy.AcceptBase()));
            Assert.That((folder.HasReceipt(next, "ERR"), folder.HasReceipt(next, "OK")), Is.EqualTo((false, false)));
        }

        folder.Hold(next);
        Assert.That(folder.Load().Residents, Is.EqualTo(before), "as it was");
        folder.Release(next);
        Assert.That((folder.Load(accept: true).Residents, folder.HasReceipt(next, "OK")), Is.EqualTo(((long)after, true)));
    }
}
