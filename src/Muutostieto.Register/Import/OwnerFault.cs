using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>What an import says of a record whose owner cannot be determined. Never shows a code.</summary>
internal static class OwnerFault
{
    public static (string Kind, string Message)? Of(RecordOwner owner) =>
        owner.Conflict switch
        {
            OwnerConflict.SeveralInForce => (
                "code-of-another",
                "an identity code that it gives as in force is in force of another person of the register. "
                    + "A merger passivates the other code (001 with voimassaolo 2); an exchange of codes needs a third code in between"),
            OwnerConflict.SharedFormerCode => (
                "shared-former-code",
                "its identity code is a former code of several persons of the register, and nothing else in the record says which of them "
                    + "it is about. Expected the code in force"),
            _ => null,
        };

    /// <summary>
    /// Reports a new person under a former code of a person with a non-disclosure order, when the record states none: if it is the same
    /// person, it would be added without the order.
    /// </summary>
    public static (string Kind, string Message)? OfSilence(Record record, RecordOwner owner, RegisterTransaction transaction) =>
        owner.Person is null && !NonDisclosureStatement.IsCarriedBy(record)
        && RecordCodes.Of(record).InForce.Append(record.Text(HeaderField.IdentityCode))
            .Any(code => transaction.HoldersOf(code).Former.Any(person => transaction.Current(person)?.NonDisclosureEnd is not null))
            ? (
                "former-code-under-order",
                "its identity code is a former code of a person under a non-disclosure order, and it says nothing of an order: whether it "
                    + "is the same person cannot be determined. "
                + "Expected the code in force, or group 015")
            : null;

    /// <summary>The same of the state that the record makes.</summary>
    public static (string Kind, string Message)? OfState(PersonState state, RecordOwner owner, RegisterTransaction transaction) =>
        transaction.HoldersOf(state.IdentityCode).InForce is { } holder && holder != owner.Person && !owner.Merged.Contains(holder)
            ? Of(new RecordOwner { Conflict = OwnerConflict.SeveralInForce })
            : null;
}
