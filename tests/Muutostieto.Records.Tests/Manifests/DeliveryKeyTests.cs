using Muutostieto.Records.Manifests;

namespace Muutostieto.Records.Tests.Manifests;

public sealed class DeliveryKeyTests
{
    [Test]
    public void A_delivery_has_one_name_for_messages_and_one_within_its_permit() => Assert.Multiple(() =>
    {
        Assert.That(new DeliveryKey("kainuu-laajat", DeliveryKey.Base, 1).ToString(), Is.EqualTo("kainuu-laajat base 1"));
        Assert.That(new DeliveryKey("kainuu-laajat", DeliveryKey.Changes, 12).InPermit, Is.EqualTo("changes 012"));
    });

    [Test]
    public void A_predecessor_is_a_delivery_of_the_permit_whose_manifest_names_it() =>
        Assert.That(
            new ManifestPredecessor(DeliveryKey.Changes, 2, "ab").KeyIn("p"),
            Is.EqualTo(new DeliveryKey("p", DeliveryKey.Changes, 2)));
}
