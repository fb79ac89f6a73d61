using System.Text.Json.Nodes;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;

namespace Muutostieto.Deliveries.Tests.Ledger;

public sealed class DeliverySummaryTests
{
    [Test]
    public void The_JSON_of_a_list_is_as_its_contract_says()
    {
        var delivery = Some.Published with
        {
            Permit = "kainuu-laajat",
            Kind = DeliveryKind.Changes,
            Number = 3,
            State = DeliveryState.Overdue,
            Window = new DeliveryWindow(100, 120),
            Files = [new DeliveryFile("38950_20261123KAIREK_003.MTT", 2870, 8, Some.Hash('a'))],
            Audit = new Muutostieto.Audit.AuditHead(17, Some.Hash('e')),
            Receipts = [new DeliveryReceipt(ReceiptSource.Refused, Some.Time, Some.Time, "full", null, "m")],
        };
        var expected = $$"""
            [ { "permit": "kainuu-laajat", "kind": "changes", "number": 3, "state": "overdue", "planned": "2026-11-23T02:30:00+02:00",
                "window": { "from": 100, "to": 120 }, "persons": 7, "records": 8,
                "files": [ { "name": "38950_20261123KAIREK_003.MTT", "bytes": 2870, "records": 8, "sha256": "{{Some.Hash('a')}}" } ],
                "published": "2026-11-23T02:30:00+02:00", "received": null, "audit": { "sequence": 17, "hash": "{{Some.Hash('e')}}" },
                "receipts": [ { "source": "refused", "at": "2026-11-23T02:30:00+02:00", "file": null, "reason": "full" } ] } ]
            """;
        var json = DeliverySummary.ToJson([delivery]);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(expected)), Is.True, json);
        Assert.That(json, Does.Contain("+02:00"));
    }

    [Test]
    public void A_base_has_no_beginning_and_an_empty_list_is_an_array()
    {
        Assert.That(DeliverySummary.ToJson([]), Is.EqualTo("[]"));
        Assert.That(WireNames.State("withdrawn"), Is.EqualTo(DeliveryState.Withdrawn));
        Assert.Throws<FormatException>(() => WireNames.Kind("bases"));
    }
}
