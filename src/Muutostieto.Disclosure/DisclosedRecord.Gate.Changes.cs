using System.Text;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        private const string NonDisclosure = NonDisclosureStatement.Group;
        private const string MunicipalityOfResidence = "204";
        private const string IdentityCodes = "001";

        /// <summary>The event of the form by which an order is set and lifted; replaced for recipients without the right to see orders, as
        /// it reveals one.</summary>
        private static readonly byte[] NonDisclosureEvent = "XCG"u8.ToArray();

        private readonly Record before = new();
        private readonly Record after = new();
        private readonly Record atTo = new();

        /// <summary>
        /// Judges a person who has come into the recipient's sight: one full record as of the window's end, whatever happened in the
        /// window.
        /// </summary>
        /// <param name="person">The person as of the window's end.</param>
        /// <param name="registered">Day of registration of the person's last entry in the window, VVVVKKPP.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <returns>False when the person has no record; the container is empty then.</returns>
        public bool TryDiscloseFull(PersonVersion person, string registered, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(person);
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            return TryDiscloseState(
                person.PersonId,
                person.Document.Span,
                person.NonDisclosureEnd is not null,
                Encoding.ASCII.GetBytes(registered),
                disclosed.content);
        }

        /// <summary>
        /// Says that a person is no longer visible to the recipient. Without the right of 37 § no such line says where the person moved:
        /// the municipality would be missing only from the lines of persons under an order.
        /// </summary>
        /// <param name="identityCode">The code that the recipient knows the person by.</param>
        /// <param name="person">The person as of the window's end.</param>
        /// <param name="registered">Day of registration of the person's last entry in the window, VVVVKKPP.</param>
        /// <param name="disclosed">Filled with the leaving line.</param>
        /// <returns>False when the product has no municipality to say it with.</returns>
        public bool TryDiscloseLeaving(string identityCode, PersonVersion person, string registered, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(person);
            ArgumentNullException.ThrowIfNull(disclosed);
            var record = disclosed.content;
            record.Clear();
            if (municipality is null)
            {
                return false;
            }

            _ = protection.MustProtect(person.PersonId, person.NonDisclosureEnd is not null);
            record.Set(HeaderField.IdentityCode, identityCode);
            SetHeader(record, RecordType.Old, Encoding.ASCII.GetBytes(registered));
            var group = record.Add(municipality, ChangeAttribute.Added);
            // Of a person who only leaves a code behind and stays in the area, the municipality would say that the code's person stays too.
            if (terms.NonDisclosureRight == NonDisclosureRight.Section37
                && person.Municipality.Length > 0
                && !area.Has(person.Municipality))
            {
                reader.Read(person.Document.Span, after);
                var known = after.IndexOf(MunicipalityOfResidence);
                record.Set(group, "kuntanumero", person.Municipality);
                record.Set(group, "muuttopv", known >= 0 ? after.Text(known, "muuttopv") : "");
            }
            else
            {
                record.Set(group, "kuntanumero", "000");
            }

            product.Withhold(record, group);
            return true;
        }

        /// <summary>Says that an identity code by which the recipient knows a person of its list belongs to another person after a
        /// merger.</summary>
        /// <param name="knownCode">The code.</param>
        /// <param name="survivor">The person whose code it is as of the window's end; one that the recipient may know of.</param>
        /// <param name="registered">The day used as day of registration, VVVVKKPP.</param>
        /// <param name="disclosed">Filled with the line.</param>
        /// <returns>False when the product has no identity codes to say it with.</returns>
        public bool TryDiscloseMerger(string knownCode, PersonVersion survivor, string registered, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(survivor);
            ArgumentNullException.ThrowIfNull(disclosed);
            var record = disclosed.content;
            record.Clear();
            if (identityCodes is null
                || (protection.MustProtect(survivor.PersonId, survivor.NonDisclosureEnd is not null) && !terms.ShowsProtected))
            {
                return false;
            }

            record.Set(HeaderField.IdentityCode, survivor.IdentityCode);
            SetHeader(record, RecordType.Old, Encoding.ASCII.GetBytes(registered));
            AddCode(ChangeAttribute.Supplementary, survivor.IdentityCode, "1");
            AddCode(ChangeAttribute.Changed, knownCode, "2");
            return true;

            void AddCode(byte attribute, string code, string validity)
            {
                var group = record.Add(identityCodes, attribute);
                record.Set(group, "hetu", code);
                record.Set(group, "voimassaolo", validity);
                product.Withhold(record, group);
            }
        }

        /// <summary>
        /// Judges one entry about a person who has been visible to the recipient throughout the window.
        /// </summary>
        /// <param name="entry">The entry.</param>
        /// <param name="personBefore">The person before the entry.</param>
        /// <param name="personAfter">The person after the entry.</param>
        /// <param name="window">The person at the window's ends. An order in force at its end covers the whole window.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <returns>False when nothing of the entry is left to deliver; the container is empty then.</returns>
        public bool TryDiscloseChange(
            JournalEntry entry, PersonVersion? personBefore, PersonVersion personAfter, PersonWindow window, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(entry);
            ArgumentNullException.ThrowIfNull(personAfter);
            ArgumentNullException.ThrowIfNull(window);
            ArgumentNullException.ThrowIfNull(disclosed);
            var record = disclosed.content;
            disclosed.Clear();
            var isProtected = protection.MustProtect(
                personAfter.PersonId,
                personAfter.NonDisclosureEnd is not null || window.AtTo.NonDisclosureEnd is not null);
            if (isProtected && !terms.ShowsProtected)
            {
                return false;
            }

            var wasProtected = personBefore?.NonDisclosureEnd is not null;
            if (entry.Type == "1")
            {
                // A record that replaces everything is delivered as the state that it made. When nothing visible has changed, delivering it
                // would reveal a change in what is hidden.
                var orderStays = wasProtected == personAfter.NonDisclosureEnd is not null;
                if ((personBefore is null || !orderStays || !SameInProduct(personBefore, personAfter, window, isProtected))
                    && TryDiscloseState(
                        personAfter.PersonId,
                        personAfter.Document.Span,
                        isProtected,
                        Encoding.ASCII.GetBytes(entry.RegistrationDay),
                        record,
                        window))
                {
                    DecideFixedWidth(
                        disclosed,
                        isState: true,
                        orderStays ? personBefore : null,
                        personAfter,
                        window,
                        isProtected,
                        withheld: false);
                    return true;
                }

                return false;
            }

            reader.Read(entry.Record.Span, record);
            if (personBefore is not null)
            {
                // The register knows people by all the codes that they have had, a recipient only by those delivered to it.
                record.Set(HeaderField.IdentityCode, personBefore.IdentityCode);
            }

            if (!isProtected && wasProtected)
            {
                Lift(record, personAfter, window);
                RepeatResidences(record, personAfter);
            }
            else if (!isProtected)
            {
                WithholdPast(record, personBefore, personAfter, window);
            }
            else if (!wasProtected && personAfter.NonDisclosureEnd is not null)
            {
                RepeatResidences(record, personAfter);
            }

            var withheld = WithholdResidencesAsOf(record, window, isProtected);

            if (!terms.ShowsProtected && (record.IndexOf(NonDisclosure) >= 0 || record[HeaderField.Event].SequenceEqual(NonDisclosureEvent))
            )
            {
                record.Set(HeaderField.Event, NoEvent);
            }

            if (isProtected
                && terms.NonDisclosureRight == NonDisclosureRight.OrderOnly
                && HoldsCovered(record)
                && !record[HeaderField.Event].SequenceEqual(NonDisclosureEvent))
            {
                // What is left of a move may not say that it was one.
                record.Set(HeaderField.Event, NoEvent);
            }

            Project(record, isProtected);
            if (isProtected && !wasProtected && personAfter.NonDisclosureEnd is not null && maskedAddress is not null)
            {
                NonDisclosureMask.AddTo(record, maskedAddress, ChangeAttribute.Changed, terms.Mask);
            }

            if (isProtected && !wasProtected && personAfter.NonDisclosureEnd is not null)
            {
                MaskMunicipality(record, ChangeAttribute.Changed);
            }

            if (!SaysSomething(record, personBefore, personAfter, window, isProtected, withheld))
            {
                record.Clear();
                return false;
            }

            Clean(record);

            DecideFixedWidth(disclosed, isState: false, personBefore, personAfter, window, isProtected, withheld);
            return true;
        }

        /// <summary>
        /// An order has ended: everything that it covered is delivered again as it is now. What the entry itself says of it may be from the
        /// time of the order and is left out, as is what is in force no more at the window's end; the mask goes when no address takes its
        /// place.
        /// </summary>
        private void Lift(Record record, PersonVersion personAfter, PersonWindow window)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (IsCovered(record.Spec(group)))
                {
                    RemoveWithClarifying(record, group);
                }
            }

            reader.Read(personAfter.Document.Span, after);
            ReadOpen(window.AtFrom, known);
            ReadOpen(window.AtTo, current);
            LiftMunicipality(record);
            var hasAddress = false;
            for (var group = 0; group < after.GroupCount; group++)
            {
                if (!after.Spec(group).IsCovered || !IsOpen(after, group, window))
                {
                    continue;
                }

                // An address that already has an end replaces nothing: it is added beside the mask, which is deleted separately.
                var replacesMask =
                    after.Spec(group).Code == NonDisclosureMask.Group && !hasAddress && after.Value(group, "loppupv").IsEmpty;
                hasAddress |= replacesMask;
                record.Copy(after, group, replacesMask ? ChangeAttribute.Changed : ChangeAttribute.Added);
                while (group + 1 < after.GroupCount && after.Spec(group + 1).Clarifies.Count > 0)
                {
                    group++;
                    record.Copy(after, group, after.Attribute(group));
                }
            }

            WithholdEnded(record);
            if (!hasAddress && maskedAddress is not null)
            {
                NonDisclosureMask.AddTo(record, maskedAddress, ChangeAttribute.Deleted, terms.Mask);
            }
        }

        /// <summary>
        /// The municipality takes its mask's place again, as it is at the window's end; the mask goes when there is none.
        /// </summary>
        private void LiftMunicipality(Record record)
        {
            if (terms.NonDisclosureRight != NonDisclosureRight.OrderOnly)
            {
                return;
            }

            if (current.IndexOf(MunicipalityOfResidence) is var lives and >= 0)
            {
                record.Copy(current, lives, ChangeAttribute.Changed);
            }
            else
            {
                MaskMunicipality(record, ChangeAttribute.Deleted);
            }
        }

        private bool HoldsCovered(Record record)
        {
            for (var group = 0; group < record.GroupCount; group++)
            {
                if (IsCovered(record.Spec(group)))
                {
                    return true;
                }
            }

            return false;
        }

        private static void RemoveWithClarifying(Record record, int group)
        {
            record.RemoveAt(group);
            while (group < record.GroupCount && record.Spec(group).Clarifies.Count > 0)
            {
                record.RemoveAt(group);
            }
        }

        /// <summary>
        /// Whether the recipient can see a change: a group that is not only supplementary. Where there are only supplementary ones, or the
        /// product has only a part of their fields, or another person's residence was withheld, whether what may be delivered of the person
        /// has changed. A repetition that changes nothing, as the register writes when another person's order begins or ends, is delivered.
        /// </summary>
        private bool SaysSomething(
            Record record,
            PersonVersion? personBefore,
            PersonVersion personAfter,
            PersonWindow window,
            bool isProtected,
            bool withheld,
            bool genuineOnly = false)
        {
            for (var group = 0; group < record.GroupCount; group++)
            {
                if (!(genuineOnly && record.Spec(group).IsOwn)
                    && record.Attribute(group) != ChangeAttribute.Supplementary
                    && !product.IsPartial(record.Spec(group))
                    && !(withheld && record.Spec(group).Residences.Count > 0))
                {
                    return true;
                }
            }

            return record.GroupCount > 0
                && (personBefore is null
                    || (withheld && IsRepeated(record, personBefore, personAfter))
                    || !SameInProduct(personBefore, personAfter, window, isProtected, genuineOnly));
        }

        private static bool IsRepeated(Record record, PersonVersion personBefore, PersonVersion personAfter) =>
            personBefore.Document.Span.SequenceEqual(personAfter.Document.Span)
            && Enumerable.Range(0, record.GroupCount).Any(group => record.Attribute(group) != ChangeAttribute.Supplementary);

        private bool SameInProduct(
            PersonVersion personBefore,
            PersonVersion personAfter,
            PersonWindow window,
            bool isProtected,
            bool genuineOnly = false)
        {
            reader.Read(personBefore.Document.Span, before);
            reader.Read(personAfter.Document.Span, after);
            reader.Read(window.AtTo.Document.Span, atTo);
            _ = WithholdResidences(before, atTo, personBefore.PersonId, isProtected);
            _ = WithholdResidences(after, atTo, personAfter.PersonId, isProtected);
            Project(before, isProtected);
            Project(after, isProtected);
            if (genuineOnly)
            {
                RemoveOwn(before);
                RemoveOwn(after);
            }

            return RecordContent.AreSame(before, after);
        }
    }
}
